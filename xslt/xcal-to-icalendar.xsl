<?xml version="1.0" encoding="UTF-8"?>
<!--
  Turns xCal into iCalendar text (RFC 5545): XSLT 1.0, one file, nothing imported, no extension required.

    xsltproc -nonet -o out.ics xcal-to-icalendar.xsl in.xcs

  README.md next to this file describes other engines and the parameters. A content line is made in three steps: its
  value by the templates of mode "value", the whole line by those of mode "property", its folds by "content-line". The
  drafts before RFC 6321 are read in the modes that begin with "old".
  Whatever iCalendar has no place for is named by a message; none of them stops the work.
-->
<xsl:stylesheet version="1.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:c="urn:ietf:params:xml:ns:icalendar-2.0"
    xmlns:str="http://exslt.org/strings"
    exclude-result-prefixes="c str">

  <xsl:output method="text" encoding="UTF-8" media-type="text/calendar"/>

  <!-- PARAMETERS -->

  <!-- Octets of a line without its line break (RFC 5545 §3.1), at most 998; 0 writes every line in one piece. -->
  <xsl:param name="fold-limit" select="75"/>
  <!-- Written where a calendar lacks its VERSION or PRODID; empty to add nothing. -->
  <xsl:param name="missing-version" select="''"/>
  <xsl:param name="missing-prodid" select="''"/>
  <!-- Written where an item lacks its DTSTAMP: a UTC time as 20260105T083000Z. XSLT 1.0 has no clock. -->
  <xsl:param name="missing-dtstamp" select="''"/>
  <!-- Where an item lacks its UID it gets its place in the document, an at sign and this domain. -->
  <xsl:param name="missing-uid-domain" select="''"/>

  <!-- TABLES -->

  <!-- generated from the vocabulary: begin -->
  <!-- Properties with their default types; an exclamation mark where VALUE must be written all the same. -->
  <xsl:variable name="property-types" select="'
      CALSCALE=text METHOD=text PRODID=text VERSION=text ATTACH=uri CATEGORIES=text CLASS=text COMMENT=text
      DESCRIPTION=text GEO=float LOCATION=text PERCENT-COMPLETE=integer PRIORITY=integer RESOURCES=text STATUS=text
      SUMMARY=text COMPLETED=date-time DTEND=date-time DUE=date-time DTSTART=date-time DURATION=duration
      FREEBUSY=period TRANSP=text TZID=text TZNAME=text TZOFFSETFROM=utc-offset TZOFFSETTO=utc-offset TZURL=uri
      ATTENDEE=cal-address CONTACT=text ORGANIZER=cal-address RECURRENCE-ID=date-time RELATED-TO=text URL=uri UID=text
      EXDATE=date-time RDATE=date-time RRULE=recur EXRULE=recur ACTION=text REPEAT=integer TRIGGER=duration
      CREATED=date-time DTSTAMP=date-time LAST-MODIFIED=date-time SEQUENCE=integer REQUEST-STATUS=text XML=text
      TZUNTIL=date-time TZID-ALIAS-OF=text BUSYTYPE=text NAME=text REFRESH-INTERVAL=duration! SOURCE=uri! COLOR=text
      IMAGE=uri! CONFERENCE=uri! LOCATION-TYPE=text PARTICIPANT-TYPE=text RESOURCE-TYPE=text
      CALENDAR-ADDRESS=cal-address STYLED-DESCRIPTION=text! STRUCTURED-DATA=text! ACKNOWLEDGED=date-time PROXIMITY=text
      CONCEPT=uri LINK=uri! REFID=text '"/>
  <!-- Properties that may hold several values. -->
  <xsl:variable name="list-properties" select="'
      CATEGORIES RESOURCES FREEBUSY EXDATE RDATE LOCATION-TYPE '"/>
  <!-- Components. -->
  <xsl:variable name="components" select="'
      VCALENDAR VEVENT VTODO VJOURNAL VFREEBUSY VTIMEZONE STANDARD DAYLIGHT VALARM VAVAILABILITY AVAILABLE PARTICIPANT
      VLOCATION VRESOURCE VPOLL VVOTER VOTE '"/>
  <!-- Parameters whose values are always quoted. -->
  <xsl:variable name="quoted-parameters" select="'
      ALTREP DELEGATED-FROM DELEGATED-TO DIR MEMBER SENT-BY SCHEMA LINKREL '"/>
  <!-- Parameters that may hold several values. -->
  <xsl:variable name="list-parameters" select="'
      DELEGATED-FROM DELEGATED-TO MEMBER SCHEDULE-STATUS DISPLAY FEATURE '"/>
  <!-- Parameters that hold addresses. -->
  <xsl:variable name="address-parameters" select="'
      DELEGATED-FROM DELEGATED-TO MEMBER SENT-BY '"/>
  <!-- Elements that name a value type. -->
  <xsl:variable name="value-types" select="'
      binary boolean cal-address date date-time duration float integer period recur text time uri utc-offset uid
      xml-reference unknown '"/>
  <!-- Parts of a recurrence rule in the order of writing. -->
  <xsl:variable name="rule-parts" select="'
      RSCALE FREQ UNTIL COUNT INTERVAL BYSECOND BYMINUTE BYHOUR BYDAY BYMONTHDAY BYYEARDAY BYWEEKNO BYMONTH BYSETPOS
      WKST SKIP '"/>
  <!-- generated from the vocabulary: end -->

  <!-- Components that may be alone. -->
  <xsl:variable name="lone-components" select="' VEVENT VTODO VJOURNAL VFREEBUSY '"/>

  <xsl:variable name="lower" select="'abcdefghijklmnopqrstuvwxyz'"/>
  <xsl:variable name="upper" select="'ABCDEFGHIJKLMNOPQRSTUVWXYZ'"/>
  <!-- What the names of properties are made of, in upper case. -->
  <xsl:variable name="name-characters" select="concat($upper, '0123456789-_.')"/>
  <!-- ASCII from the blank on, so that a character's place is its code less 31; then tab and line breaks. -->
  <xsl:variable name="printable" select="concat(' !&quot;#$%&amp;', &quot;'&quot;, '()*+,-./0123456789:;&lt;=&gt;?@', $upper,
      '[\]^_`', $lower, '{|}~')"/>
  <xsl:variable name="ascii" select="concat($printable, '&#9;&#10;&#13;')"/>
  <xsl:variable name="line-break" select="'&#13;&#10;'"/>
  <xsl:variable name="fold" select="concat($line-break, ' ')"/>
  <!-- Follows folded text; a line break there is always followed by a blank. -->
  <xsl:variable name="room-mark" select="'&#10;#'"/>

  <!-- What the engine can do: exact octets, replacing in one go, and whether it counts characters or units of UTF-16. -->
  <xsl:variable name="can-encode" select="function-available('str:encode-uri')"/>
  <xsl:variable name="can-replace" select="function-available('str:replace')"/>
  <xsl:variable name="counts-units" select="string-length('&#x1F4C5;') = 2"/>
  <!-- Octets of a whole line, and of one after a fold, where a blank is first; 0 if lines are not folded. -->
  <xsl:variable name="line-octets">
    <xsl:choose>
      <xsl:when test="number($fold-limit) &gt; 998">998</xsl:when>
      <xsl:when test="number($fold-limit) &gt;= 8"><xsl:value-of select="floor($fold-limit)"/></xsl:when>
      <xsl:when test="number($fold-limit) = 0">0</xsl:when>
      <xsl:otherwise>75</xsl:otherwise>
    </xsl:choose>
  </xsl:variable>
  <xsl:variable name="first-room" select="number($line-octets)"/>
  <xsl:variable name="next-room" select="$first-room - 1"/>

  <!-- THE DOCUMENT -->

  <xsl:template match="/">
    <xsl:apply-templates select="*" mode="outside"/>
    <xsl:if test="not(//*[contains(concat($components, 'ICALENDAR '), concat(' ', translate(local-name(), $lower, $upper), ' '))
        and (namespace-uri() = 'urn:ietf:params:xml:ns:icalendar-2.0' or contains(' ICALENDAR VCALENDAR ',
        concat(' ', translate(local-name(), $lower, $upper), ' ')) or contains($lone-components,
        concat(' ', translate(local-name(), $lower, $upper), ' '))
        and contains(translate(namespace-uri(), $upper, $lower), 'xcal'))])">
      <xsl:for-each select="*">
        <xsl:choose>
          <xsl:when test="//*[contains(translate(namespace-uri(), $upper, $lower), 'xcal')
              or namespace-uri() = 'urn:ietf:params:xml:ns:icalendar-2.0']">
            <xsl:call-template name="report">
              <xsl:with-param name="what" select="'no calendar, only single elements of xCal, which are not read here'"/>
            </xsl:call-template>
          </xsl:when>
          <xsl:otherwise>
            <xsl:call-template name="report">
              <xsl:with-param name="what" select="'no calendar'"/>
            </xsl:call-template>
          </xsl:otherwise>
        </xsl:choose>
      </xsl:for-each>
    </xsl:if>
  </xsl:template>

  <!-- The calendar may be anywhere, and there may be several. -->
  <xsl:template match="*" mode="outside">
    <xsl:variable name="name" select="translate(local-name(), $upper, $lower)"/>
    <xsl:choose>
      <xsl:when test="$name = 'icalendar' or $name = 'vcalendar'
          or contains($lone-components, concat(' ', translate($name, $lower, $upper), ' '))
          and contains(translate(namespace-uri(), $upper, $lower), 'xcal')">
        <xsl:apply-templates select="." mode="old"/>
      </xsl:when>
      <xsl:otherwise>
        <xsl:apply-templates select="*" mode="outside"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template match="c:*" mode="outside">
    <xsl:choose>
      <xsl:when test="contains($components, concat(' ', translate(local-name(), $lower, $upper), ' '))">
        <xsl:call-template name="component"/>
      </xsl:when>
      <xsl:otherwise>
        <xsl:apply-templates select="*" mode="outside"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template match="c:icalendar" mode="outside">
    <xsl:apply-templates select="*" mode="component"/>
  </xsl:template>

  <!-- COMPONENTS -->

  <xsl:template match="c:*" mode="component">
    <xsl:call-template name="component"/>
  </xsl:template>

  <xsl:template match="*" mode="component">
    <xsl:choose>
      <xsl:when test="parent::c:icalendar and translate(local-name(), $upper, $lower) = 'vcalendar'">
        <xsl:apply-templates select="." mode="old"/>
      </xsl:when>
      <xsl:when test="parent::c:components">
        <xsl:apply-templates select="." mode="part"/>
      </xsl:when>
      <xsl:otherwise>
        <xsl:call-template name="report">
          <xsl:with-param name="what" select="'a foreign element; skipped'"/>
        </xsl:call-template>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template name="component">
    <xsl:variable name="name">
      <xsl:call-template name="upper-name"/>
    </xsl:variable>
    <line><xsl:value-of select="concat('BEGIN:', $name, $line-break)"/></line>
    <xsl:call-template name="missing-properties">
      <xsl:with-param name="component" select="string($name)"/>
      <xsl:with-param name="properties" select="c:properties/c:*"/>
    </xsl:call-template>
    <xsl:apply-templates select="*" mode="part"/>
    <line><xsl:value-of select="concat('END:', $name, $line-break)"/></line>
  </xsl:template>

  <!-- The content of a component. -->
  <xsl:template match="c:properties" mode="part">
    <xsl:apply-templates select="*" mode="property"/>
  </xsl:template>

  <xsl:template match="c:components" mode="part">
    <xsl:apply-templates select="*" mode="component"/>
  </xsl:template>

  <xsl:template match="c:*" mode="part">
    <xsl:choose>
      <xsl:when test="contains($components, concat(' ', translate(local-name(), $lower, $upper), ' '))">
        <xsl:call-template name="component"/>
      </xsl:when>
      <xsl:otherwise>
        <xsl:apply-templates select="." mode="property"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- A foreign element of the component is kept as one of its properties. -->
  <xsl:template match="*" mode="part">
    <xsl:call-template name="report">
      <xsl:with-param name="what" select="'a foreign element outside of properties; kept as one of them'"/>
    </xsl:call-template>
    <xsl:apply-templates select="." mode="property"/>
  </xsl:template>

  <xsl:template match="c:icalendar|c:parameters" mode="part">
    <xsl:call-template name="report">
      <xsl:with-param name="what" select="'an element that has no place here; skipped'"/>
    </xsl:call-template>
  </xsl:template>

  <!-- The properties that RFC 5545 demands, where a parameter contains what to write. -->
  <xsl:template name="missing-properties">
    <xsl:param name="component"/>
    <xsl:param name="properties"/>
    <xsl:choose>
      <xsl:when test="$component = 'VCALENDAR'">
        <xsl:if test="$missing-version != '' and not($properties[local-name() = 'version'])">
          <line><xsl:value-of select="concat('VERSION:', $missing-version, $line-break)"/></line>
        </xsl:if>
        <xsl:if test="$missing-prodid != '' and not($properties[local-name() = 'prodid'])">
          <xsl:call-template name="text-line">
            <xsl:with-param name="head" select="'PRODID'"/>
            <xsl:with-param name="text" select="$missing-prodid"/>
          </xsl:call-template>
        </xsl:if>
      </xsl:when>
      <xsl:when test="contains($lone-components, concat(' ', $component, ' '))">
        <xsl:if test="$missing-dtstamp != '' and not($properties[local-name() = 'dtstamp'])">
          <line><xsl:value-of select="concat('DTSTAMP:', $missing-dtstamp, $line-break)"/></line>
        </xsl:if>
        <xsl:if test="$missing-uid-domain != '' and not($properties[local-name() = 'uid'])">
          <!-- Counting the items anew for each would take the square of their number. -->
          <xsl:variable name="place" select="position()"/>
          <xsl:variable name="parent">
            <xsl:for-each select="..">
              <xsl:number level="multiple" count="*" format="1."/>
            </xsl:for-each>
          </xsl:variable>
          <xsl:call-template name="text-line">
            <xsl:with-param name="head" select="'UID'"/>
            <xsl:with-param name="text" select="concat($parent, $place, '@', $missing-uid-domain)"/>
          </xsl:call-template>
        </xsl:if>
      </xsl:when>
    </xsl:choose>
  </xsl:template>

  <!-- PROPERTIES -->

  <!-- A foreign element becomes an XML property (RFC 6321 §4.2). -->
  <xsl:template match="*" mode="property" name="foreign">
    <xsl:variable name="markup">
      <xsl:apply-templates select="." mode="markup"/>
    </xsl:variable>
    <xsl:call-template name="text-line">
      <xsl:with-param name="head" select="'XML'"/>
      <xsl:with-param name="text" select="string($markup)"/>
    </xsl:call-template>
  </xsl:template>

  <xsl:template match="c:*" mode="property">
    <xsl:variable name="name">
      <xsl:call-template name="upper-name"/>
    </xsl:variable>
    <xsl:variable name="entry"
        select="substring-before(substring-after($property-types, concat(' ', $name, '=')), ' ')"/>
    <!-- The type that VALUE need not name; a mark means that it must all the same. -->
    <xsl:variable name="default" select="translate($entry, '!', '')"/>
    <xsl:variable name="is-divided" select="boolean(self::c:geo or self::c:request-status)"/>
    <xsl:variable name="values" select="c:*[local-name() != 'parameters'] | text()[normalize-space() != '']"/>
    <xsl:variable name="first" select="$values[1]"/>
    <xsl:variable name="type">
      <xsl:apply-templates select="$first" mode="type">
        <xsl:with-param name="default" select="$default"/>
        <xsl:with-param name="is-divided" select="$is-divided"/>
      </xsl:apply-templates>
    </xsl:variable>
    <!-- Parameters after the value keep their place after VALUE. -->
    <xsl:variable name="early" select="c:parameters[not(preceding-sibling::c:*[local-name() != 'parameters'])]"/>
    <xsl:variable name="head">
      <xsl:value-of select="$name"/>
      <xsl:apply-templates select="$early/*" mode="parameter"/>
      <xsl:if test="$type != '' and $type != 'unknown' and not($early/c:value)
          and not($is-divided) and ($type != $default or $entry != $default)">
        <xsl:value-of select="concat(';VALUE=', translate($type, $lower, $upper))"/>
      </xsl:if>
      <xsl:if test="$type = 'binary' and not($early/c:encoding)">;ENCODING=BASE64</xsl:if>
      <xsl:if test="count($early) != count(c:parameters)">
        <xsl:apply-templates select="c:parameters[preceding-sibling::c:*[local-name() != 'parameters']]/*"
            mode="parameter"/>
      </xsl:if>
    </xsl:variable>
    <xsl:variable name="value">
      <xsl:choose>
        <!-- Divided values: their parts in a fixed order (RFC 6321 §3.4.1). -->
        <xsl:when test="self::c:geo[c:latitude or c:longitude]">
          <xsl:apply-templates select="c:latitude[last()]" mode="number"/>
          <xsl:text>;</xsl:text>
          <xsl:apply-templates select="c:longitude[last()]" mode="number"/>
        </xsl:when>
        <xsl:when test="self::c:request-status[c:code or c:description or c:data]">
          <xsl:apply-templates select="c:code[last()]" mode="text"/>
          <xsl:text>;</xsl:text>
          <xsl:apply-templates select="c:description[last()]" mode="text"/>
          <xsl:if test="c:data">;</xsl:if>
          <xsl:apply-templates select="c:data[last()]" mode="text"/>
        </xsl:when>
        <xsl:otherwise>
          <xsl:for-each select="$values">
            <xsl:if test="position() &gt; 1">,</xsl:if>
            <xsl:apply-templates select="." mode="value">
              <xsl:with-param name="default" select="$default"/>
              <xsl:with-param name="is-divided" select="$is-divided"/>
            </xsl:apply-templates>
          </xsl:for-each>
        </xsl:otherwise>
      </xsl:choose>
    </xsl:variable>
    <xsl:if test="not($values)">
      <xsl:call-template name="report">
        <xsl:with-param name="what" select="'a property without a value'"/>
      </xsl:call-template>
    </xsl:if>
    <xsl:call-template name="named-line">
      <xsl:with-param name="name" select="string($name)"/>
      <xsl:with-param name="line" select="concat($head, ':', $value)"/>
    </xsl:call-template>
  </xsl:template>

  <!-- The line of a property, unless no content line can have the name; BEGIN and END delimit components. -->
  <xsl:template name="named-line">
    <xsl:param name="name"/>
    <xsl:param name="line"/>
    <xsl:choose>
      <xsl:when test="$name = '' or $name = 'BEGIN' or $name = 'END' or translate($name, $name-characters, '') != ''">
        <xsl:call-template name="report">
          <xsl:with-param name="what" select="'a name that a property cannot have; skipped'"/>
        </xsl:call-template>
      </xsl:when>
      <xsl:otherwise>
        <xsl:call-template name="content-line">
          <xsl:with-param name="line" select="$line"/>
        </xsl:call-template>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- Kolab 3's x-custom: the identifier is the name of the intended property. -->
  <xsl:template match="c:x-custom[c:identifier or c:value]" mode="property" priority="1">
    <xsl:variable name="identifier" select="translate(c:identifier, $lower, $upper)"/>
    <xsl:variable name="is-name" select="starts-with($identifier, 'X-') and string-length($identifier) &gt; 2
        and translate($identifier, $name-characters, '') = ''"/>
    <xsl:variable name="head">
      <xsl:choose>
        <xsl:when test="$is-name and not(c:parameters)">
          <xsl:value-of select="$identifier"/>
        </xsl:when>
        <xsl:otherwise>
          <xsl:text>X-CUSTOM</xsl:text>
          <xsl:apply-templates select="c:parameters/*" mode="parameter"/>
          <xsl:text>;X-IDENTIFIER=</xsl:text>
          <xsl:call-template name="parameter-value">
            <xsl:with-param name="text" select="string(c:identifier)"/>
          </xsl:call-template>
        </xsl:otherwise>
      </xsl:choose>
      <xsl:text>;VALUE=TEXT</xsl:text>
    </xsl:variable>
    <xsl:call-template name="text-line">
      <xsl:with-param name="head" select="string($head)"/>
      <xsl:with-param name="text" select="string(c:value)"/>
    </xsl:call-template>
  </xsl:template>

  <!-- PARAMETERS -->

  <xsl:template match="*" mode="parameter">
    <xsl:call-template name="report">
      <xsl:with-param name="what" select="'a foreign element; skipped'"/>
    </xsl:call-template>
  </xsl:template>

  <xsl:template match="c:*" mode="parameter">
    <xsl:variable name="name">
      <xsl:call-template name="upper-name"/>
    </xsl:variable>
    <xsl:variable name="is-name" select="$name != '' and translate($name, ':;= &#9;&#10;&#13;', '') = $name"/>
    <xsl:if test="$is-name">
      <xsl:value-of select="concat(';', $name)"/>
    </xsl:if>
    <xsl:if test="not($is-name)">
      <xsl:call-template name="report">
        <xsl:with-param name="what" select="'a name that a parameter cannot have; skipped'"/>
      </xsl:call-template>
    </xsl:if>
    <xsl:variable name="is-quoted" select="contains($quoted-parameters, concat(' ', $name, ' '))"/>
    <xsl:for-each select="(c:* | text()[normalize-space() != '' and not(../c:*)])[$is-name]">
      <xsl:choose>
        <xsl:when test="position() = 1">=</xsl:when>
        <xsl:otherwise>,</xsl:otherwise>
      </xsl:choose>
      <xsl:call-template name="parameter-value">
        <xsl:with-param name="text">
          <xsl:choose>
            <xsl:when test="self::c:boolean">
              <xsl:apply-templates select="." mode="value"/>
            </xsl:when>
            <xsl:when test="self::c:text or self::c:unknown or not(contains($value-types, concat(' ', local-name(), ' ')))">
              <xsl:value-of select="."/>
            </xsl:when>
            <xsl:otherwise>
              <xsl:apply-templates select="." mode="trimmed"/>
            </xsl:otherwise>
          </xsl:choose>
        </xsl:with-param>
        <xsl:with-param name="is-quoted" select="$is-quoted"/>
      </xsl:call-template>
    </xsl:for-each>
  </xsl:template>

  <!-- One value of a parameter: carets (RFC 6868), and quotes where they are needed. -->
  <xsl:template name="parameter-value">
    <xsl:param name="text"/>
    <xsl:param name="is-quoted" select="false()"/>
    <xsl:variable name="quote">
      <xsl:if test="$is-quoted or contains($text, ':') or contains($text, ';') or contains($text, ',')">"</xsl:if>
    </xsl:variable>
    <xsl:value-of select="$quote"/>
    <xsl:choose>
      <xsl:when test="translate($text, '^&quot;&#10;&#13;', '') = string($text)">
        <xsl:value-of select="$text"/>
      </xsl:when>
      <xsl:otherwise>
        <xsl:call-template name="replace-each">
          <xsl:with-param name="text" select="string($text)"/>
          <xsl:with-param name="rules" select="$caret-rules"/>
        </xsl:call-template>
      </xsl:otherwise>
    </xsl:choose>
    <xsl:value-of select="$quote"/>
  </xsl:template>

  <!-- VALUE TYPES -->

  <!-- The type of a value by its element; empty for the parts of a divided value. -->
  <xsl:template match="c:*" mode="type">
    <xsl:value-of select="translate(local-name(), $upper, $lower)"/>
  </xsl:template>

  <xsl:template match="c:date-time" mode="type">
    <xsl:choose>
      <xsl:when test="string-length(normalize-space()) = 10">date</xsl:when>
      <xsl:otherwise>date-time</xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template match="c:latitude|c:longitude|c:code|c:description|c:data" mode="type">
    <xsl:param name="is-divided"/>
    <xsl:if test="not($is-divided)">
      <xsl:value-of select="local-name()"/>
    </xsl:if>
  </xsl:template>

  <!-- Text without a type, as the RFC's own example has in tzid. -->
  <xsl:template match="text()" mode="type">
    <xsl:param name="default"/>
    <xsl:param name="is-divided"/>
    <xsl:choose>
      <xsl:when test="$default = '' or $default = 'recur' or $default = 'period' or $is-divided">unknown</xsl:when>
      <xsl:otherwise>
        <xsl:value-of select="$default"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- VALUES -->

  <xsl:template match="text()" mode="value">
    <xsl:param name="default"/>
    <xsl:param name="is-divided"/>
    <xsl:variable name="trimmed">
      <xsl:apply-templates select="." mode="trimmed"/>
    </xsl:variable>
    <xsl:call-template name="report">
      <xsl:with-param name="what" select="'text without a value type; read as the default type'"/>
    </xsl:call-template>
    <xsl:choose>
      <xsl:when test="$default = 'text' and not($is-divided)">
        <xsl:call-template name="escaped">
          <xsl:with-param name="text" select="string($trimmed)"/>
        </xsl:call-template>
      </xsl:when>
      <xsl:otherwise>
        <xsl:call-template name="basic-form">
          <xsl:with-param name="text" select="string($trimmed)"/>
          <xsl:with-param name="type" select="$default"/>
        </xsl:call-template>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- A type that no table knows, and unknown: unchanged. -->
  <xsl:template match="c:*" mode="value">
    <xsl:choose>
      <xsl:when test="self::c:unknown or not(contains($value-types, concat(' ', local-name(), ' ')))">
        <xsl:value-of select="translate(., $line-break, '  ')"/>
      </xsl:when>
      <xsl:otherwise>
        <xsl:variable name="trimmed">
          <xsl:apply-templates select="." mode="trimmed"/>
        </xsl:variable>
        <xsl:value-of select="translate($trimmed, $line-break, '  ')"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template match="c:text" mode="value">
    <xsl:param name="is-divided"/>
    <xsl:choose>
      <!-- One text for GEO or REQUEST-STATUS holds its own semicolons. -->
      <xsl:when test="$is-divided or parent::c:x-custom">
        <xsl:value-of select="translate(., $line-break, '  ')"/>
      </xsl:when>
      <xsl:otherwise>
        <xsl:apply-templates select="." mode="text"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template match="c:date|c:date-time|c:time|c:utc-offset|c:boolean|c:float|c:integer" mode="value">
    <xsl:variable name="trimmed">
      <xsl:apply-templates select="." mode="trimmed"/>
    </xsl:variable>
    <xsl:call-template name="basic-form">
      <xsl:with-param name="text" select="string($trimmed)"/>
      <xsl:with-param name="type" select="local-name()"/>
    </xsl:call-template>
  </xsl:template>

  <xsl:template match="c:binary" mode="value">
    <xsl:value-of select="translate(., ' &#9;&#10;&#13;', '')"/>
  </xsl:template>

  <xsl:template match="c:period" mode="value">
    <xsl:if test="not(c:start) or not(c:end or c:duration)">
      <xsl:call-template name="report">
        <xsl:with-param name="what" select="'a period lacks its start or its end'"/>
      </xsl:call-template>
    </xsl:if>
    <xsl:apply-templates select="c:start[last()]" mode="period-part"/>
    <xsl:text>/</xsl:text>
    <xsl:apply-templates select="(c:end | c:duration)[last()]" mode="period-part"/>
  </xsl:template>

  <xsl:template match="c:*" mode="period-part">
    <xsl:variable name="trimmed">
      <xsl:apply-templates select="." mode="trimmed"/>
    </xsl:variable>
    <xsl:call-template name="basic-form">
      <xsl:with-param name="text" select="string($trimmed)"/>
      <xsl:with-param name="type" select="'date-time'"/>
      <xsl:with-param name="reports" select="not(self::c:duration)"/>
    </xsl:call-template>
  </xsl:template>

  <!-- A rule: its parts in the order of the table, the values of one part joined; others after them. -->
  <xsl:template match="c:recur" mode="value">
    <xsl:variable name="text" select="text()[normalize-space() != '']"/>
    <xsl:choose>
      <xsl:when test="$text">
        <xsl:apply-templates select="$text[1]" mode="trimmed"/>
      </xsl:when>
      <xsl:otherwise>
        <xsl:call-template name="rule"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- Part after part of the table, so that the time grows with the number of values and not with its square. -->
  <xsl:template name="rule">
    <xsl:param name="parts" select="*[namespace-uri() = namespace-uri(..)]"/>
    <xsl:param name="names" select="normalize-space($rule-parts)"/>
    <xsl:param name="mark" select="''"/>
    <xsl:choose>
      <xsl:when test="$names = ''">
        <xsl:call-template name="other-rule-parts">
          <xsl:with-param name="parts"
              select="$parts[not(contains($rule-parts, concat(' ', translate(local-name(), $lower, $upper), ' ')))]"/>
          <xsl:with-param name="mark" select="$mark"/>
        </xsl:call-template>
      </xsl:when>
      <xsl:otherwise>
        <xsl:variable name="name" select="substring-before(concat($names, ' '), ' ')"/>
        <xsl:variable name="values" select="$parts[translate(local-name(), $lower, $upper) = $name]"/>
        <xsl:if test="$values">
          <xsl:value-of select="concat($mark, $name, '=')"/>
          <xsl:call-template name="rule-values">
            <xsl:with-param name="values" select="$values"/>
          </xsl:call-template>
        </xsl:if>
        <xsl:call-template name="rule">
          <xsl:with-param name="parts" select="$parts"/>
          <xsl:with-param name="names" select="substring-after($names, ' ')"/>
          <xsl:with-param name="mark" select="concat($mark, substring(';', 1 + string-length($mark) + number(not($values))))"/>
        </xsl:call-template>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- Parts that no table knows, in the order of the document. -->
  <xsl:template name="other-rule-parts">
    <xsl:param name="parts"/>
    <xsl:param name="mark"/>
    <xsl:if test="$parts">
      <xsl:variable name="name" select="local-name($parts[1])"/>
      <xsl:value-of select="$mark"/>
      <xsl:for-each select="$parts[1]">
        <xsl:call-template name="upper-name"/>
      </xsl:for-each>
      <xsl:text>=</xsl:text>
      <xsl:call-template name="rule-values">
        <xsl:with-param name="values" select="$parts[local-name() = $name]"/>
      </xsl:call-template>
      <xsl:call-template name="other-rule-parts">
        <xsl:with-param name="parts" select="$parts[local-name() != $name]"/>
        <xsl:with-param name="mark" select="';'"/>
      </xsl:call-template>
    </xsl:if>
  </xsl:template>

  <xsl:template name="rule-values">
    <xsl:param name="values"/>
    <xsl:for-each select="$values">
      <xsl:if test="position() &gt; 1">,</xsl:if>
      <xsl:apply-templates select="." mode="rule-part"/>
    </xsl:for-each>
  </xsl:template>

  <xsl:template match="*" mode="rule-part">
    <xsl:variable name="trimmed">
      <xsl:apply-templates select="." mode="trimmed"/>
    </xsl:variable>
    <!-- After a semicolon another part would begin. -->
    <xsl:value-of select="translate($trimmed, concat($line-break, ';'), '  ')"/>
  </xsl:template>

  <!-- UNTIL is directly in its element, or in date or date-time as Kolab 3 writes it. -->
  <xsl:template match="*[local-name() = 'until' or local-name() = 'UNTIL']" mode="rule-part">
    <xsl:variable name="trimmed">
      <xsl:apply-templates select="." mode="trimmed"/>
    </xsl:variable>
    <xsl:variable name="type">
      <xsl:choose>
        <xsl:when test="string-length($trimmed) = 10">date</xsl:when>
        <xsl:otherwise>date-time</xsl:otherwise>
      </xsl:choose>
    </xsl:variable>
    <xsl:call-template name="basic-form">
      <xsl:with-param name="text" select="translate($trimmed, ';', '')"/>
      <xsl:with-param name="type" select="string($type)"/>
    </xsl:call-template>
  </xsl:template>

  <!-- Turns the ISO 8601 form of XML into the basic one of iCalendar; what is neither stays unchanged. -->
  <xsl:template name="basic-form">
    <xsl:param name="text"/>
    <xsl:param name="type"/>
    <xsl:param name="reports" select="true()"/>
    <xsl:variable name="shape" select="translate($text, '0123456789', '0000000000')"/>
    <xsl:variable name="word" select="translate($text, $upper, $lower)"/>
    <xsl:choose>
      <xsl:when test="$type = 'date' and $shape = '0000-00-00' and
          substring($text, 6, 2) &gt; 0 and substring($text, 6, 2) &lt; 13 and
          substring($text, 9, 2) &gt; 0 and substring($text, 9, 2) &lt; 32">
        <xsl:value-of select="translate($text, '-', '')"/>
      </xsl:when>
      <xsl:when test="$type = 'date-time' and ($shape = '0000-00-00T00:00:00' or $shape = '0000-00-00T00:00:00Z') and
          substring($text, 6, 2) &gt; 0 and substring($text, 6, 2) &lt; 13 and
          substring($text, 9, 2) &gt; 0 and substring($text, 9, 2) &lt; 32 and
          substring($text, 12, 2) &lt; 24 and substring($text, 15, 2) &lt; 60 and substring($text, 18, 2) &lt; 61">
        <xsl:value-of select="translate($text, '-:', '')"/>
      </xsl:when>
      <xsl:when test="$type = 'date-time' and string-length($text) = 10 and $reports">
        <xsl:call-template name="basic-form">
          <xsl:with-param name="text" select="$text"/>
          <xsl:with-param name="type" select="'date'"/>
        </xsl:call-template>
      </xsl:when>
      <xsl:when test="$type = 'time' and ($shape = '00:00:00' or $shape = '00:00:00Z') and
          substring($text, 1, 2) &lt; 24 and substring($text, 4, 2) &lt; 60 and substring($text, 7, 2) &lt; 61">
        <xsl:value-of select="translate($text, ':', '')"/>
      </xsl:when>
      <xsl:when test="$type = 'utc-offset' and translate(substring($text, 1, 1), '-', '+') = '+' and
          (substring($shape, 2) = '00:00' or substring($shape, 2) = '00:00:00') and
          substring($text, 2, 2) &lt; 24 and substring($text, 5, 2) &lt; 60">
        <xsl:value-of select="translate($text, ':', '')"/>
      </xsl:when>
      <xsl:when test="$type = 'float' or $type = 'integer'">
        <xsl:call-template name="plain-number">
          <xsl:with-param name="text" select="$text"/>
        </xsl:call-template>
      </xsl:when>
      <xsl:when test="$type = 'boolean' and ($word = 'true' or $word = '1')">TRUE</xsl:when>
      <xsl:when test="$type = 'boolean' and ($word = 'false' or $word = '0')">FALSE</xsl:when>
      <xsl:otherwise>
        <xsl:if test="$reports and contains(' date date-time time utc-offset boolean ', concat(' ', $type, ' '))">
          <xsl:call-template name="report">
            <xsl:with-param name="what" select="concat('not a valid ', $type, '; kept unchanged')"/>
          </xsl:call-template>
        </xsl:if>
        <xsl:value-of select="translate($text, $line-break, '  ')"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- NUMBERS -->

  <xsl:variable name="ten-zeros" select="'0000000000'"/>
  <xsl:variable name="hundred-zeros" select="concat($ten-zeros, $ten-zeros, $ten-zeros, $ten-zeros, $ten-zeros,
      $ten-zeros, $ten-zeros, $ten-zeros, $ten-zeros, $ten-zeros)"/>
  <!-- As many as the longest exponent that is taken for one. -->
  <xsl:variable name="zeros" select="concat($hundred-zeros, $hundred-zeros, $hundred-zeros, $hundred-zeros)"/>

  <xsl:template match="*" mode="number">
    <xsl:variable name="trimmed">
      <xsl:apply-templates select="." mode="trimmed"/>
    </xsl:variable>
    <xsl:call-template name="plain-number">
      <xsl:with-param name="text" select="string($trimmed)"/>
    </xsl:call-template>
  </xsl:template>

  <!-- A number of XML Schema in the form of FLOAT: -5.0e-5 is -0.000050, .5 is 0.5. Any other text stays. -->
  <xsl:template name="plain-number">
    <xsl:param name="text"/>
    <xsl:variable name="unsigned" select="translate(
        substring($text, 1 + number(starts-with($text, '-') or starts-with($text, '+'))), 'E', 'e')"/>
    <xsl:variable name="mantissa" select="substring-before(concat($unsigned, 'e'), 'e')"/>
    <xsl:variable name="exponent" select="substring-after($unsigned, 'e')"/>
    <xsl:variable name="steps" select="substring($exponent,
        1 + number(starts-with($exponent, '-') or starts-with($exponent, '+')))"/>
    <xsl:variable name="whole" select="substring-before(concat($mantissa, '.'), '.')"/>
    <xsl:variable name="fraction" select="substring-after($mantissa, '.')"/>
    <xsl:variable name="digits" select="concat($whole, $fraction)"/>
    <xsl:variable name="is-number" select="$digits != '' and translate($digits, '0123456789', '') = ''
        and (not(contains($unsigned, 'e')) or ($steps != '' and translate($steps, '0123456789', '') = ''
        and number(concat('0', $steps)) &lt; 401))"/>
    <xsl:choose>
      <xsl:when test="$is-number and (contains($unsigned, 'e') or $whole = '' or (contains($mantissa, '.') and $fraction = ''))">
        <xsl:variable name="place" select="string-length($whole)
            + number(concat('0', $steps)) * (1 - 2 * number(starts-with($exponent, '-')))"/>
        <xsl:if test="starts-with($text, '-')">-</xsl:if>
        <xsl:choose>
          <xsl:when test="$place &lt; 1">
            <xsl:value-of select="concat('0.', substring($zeros, 1, 0 - $place), $digits)"/>
          </xsl:when>
          <xsl:when test="$place &gt;= string-length($digits)">
            <xsl:value-of select="concat($digits, substring($zeros, 1, $place - string-length($digits)))"/>
          </xsl:when>
          <xsl:otherwise>
            <xsl:value-of select="concat(substring($digits, 1, $place), '.', substring($digits, $place + 1))"/>
          </xsl:otherwise>
        </xsl:choose>
      </xsl:when>
      <xsl:otherwise>
        <xsl:value-of select="translate($text, $line-break, '  ')"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- THE DRAFTS BEFORE RFC 6321 -->

  <!--
    xCal-Basic (draft-royer-calsch-xcal) and xCal by document type (draft-ietf-calsch-many-xcal), in any mixture: names in
    any case, values as iCalendar has them or as ISO 8601 has them, parameters as attributes, calendar properties as
    attributes of the calendar, lists of items.
  -->

  <!-- Elements that contain values, in addition to those that name a type. -->
  <xsl:variable name="value-holders" select="' item extref b64bin parameters '"/>
  <!-- Whether an element or attribute belongs to the calendar: no namespace, or one that is xCal's. -->
  <xsl:variable name="old-calendar" select="(//*[translate(local-name(), $upper, $lower) = 'icalendar'
      or translate(local-name(), $upper, $lower) = 'vcalendar'])[1]"/>
  <xsl:variable name="old-namespace" select="namespace-uri($old-calendar)"/>
  <!-- Whether texts hold backslash escapes, as iCalcreator leaves them. -->
  <xsl:variable name="has-escapes" select="contains(translate(
      concat($old-calendar/descendant-or-self::*[@prodid][1]/@prodid, $old-calendar//*[local-name() = 'prodid'][1]),
      $upper, $lower), 'icalcreator')"/>

  <xsl:template match="*" mode="old">
    <!-- As it is written: with a letter escaped, as in _x76_event, it has no other meaning than that of a property. -->
    <xsl:variable name="name" select="translate(local-name(), $lower, $upper)"/>
    <xsl:variable name="meant">
      <xsl:call-template name="upper-name"/>
    </xsl:variable>
    <xsl:choose>
      <xsl:when test="$name = 'ICALENDAR' or $name = 'PROPERTIES' or $name = 'COMPONENTS'">
        <xsl:apply-templates select="*" mode="old"/>
      </xsl:when>
      <xsl:when test="namespace-uri() != '' and namespace-uri() != $old-namespace
          and not(contains(translate(namespace-uri(), $upper, $lower), 'xcal'))">
        <xsl:if test="ancestor::*[translate(local-name(), $upper, $lower) = 'vcalendar']">
          <xsl:call-template name="foreign"/>
        </xsl:if>
      </xsl:when>
      <xsl:when test="contains($components, concat(' ', $name, ' '))">
        <xsl:call-template name="old-component">
          <xsl:with-param name="name" select="$name"/>
        </xsl:call-template>
      </xsl:when>
      <!-- A component that no table knows contains only elements that are not values. -->
      <xsl:when test="* and not(text()[normalize-space() != '']) and not(contains($property-types, concat(' ', $name, '=')))
          and not(*[contains(concat($value-types, $value-holders), concat(' ', translate(local-name(), $upper, $lower), ' '))])">
        <xsl:call-template name="old-component">
          <xsl:with-param name="name" select="string($meant)"/>
        </xsl:call-template>
      </xsl:when>
      <!-- It waits for the end, which may make it superfluous; METHOD belongs to the calendar. -->
      <xsl:when test="$name = 'DURATION'"/>
      <xsl:when test="$name = 'METHOD' and not(translate(local-name(..), $upper, $lower) = 'vcalendar')"/>
      <xsl:when test="*[local-name() = 'parameters'
          or contains($value-types, concat(' ', translate(local-name(), $upper, $lower), ' '))]">
        <xsl:call-template name="typed-property"/>
      </xsl:when>
      <xsl:otherwise>
        <xsl:apply-templates select="." mode="old-property">
          <xsl:with-param name="name" select="string($meant)"/>
        </xsl:apply-templates>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- A property in the form of RFC 6321 without its namespace. -->
  <xsl:template name="typed-property">
    <xsl:variable name="name">
      <xsl:call-template name="upper-name"/>
    </xsl:variable>
    <xsl:variable name="entry"
        select="substring-before(substring-after($property-types, concat(' ', $name, '=')), ' ')"/>
    <xsl:variable name="default" select="translate($entry, '!', '')"/>
    <xsl:variable name="elements"
        select="*[contains($value-types, concat(' ', translate(local-name(), $upper, $lower), ' '))]"/>
    <xsl:variable name="values" select="$elements | text()[not($elements) and normalize-space() != '']"/>
    <xsl:variable name="type" select="concat(translate(local-name($values[1]), $upper, $lower),
        substring($default, 1, string-length($default) * number(not($elements))))"/>
    <xsl:variable name="head">
      <xsl:value-of select="$name"/>
      <xsl:for-each select="*[local-name() = 'parameters']/*">
        <xsl:text>;</xsl:text>
        <xsl:call-template name="upper-name"/>
        <xsl:text>=</xsl:text>
        <xsl:variable name="is-quoted"
            select="contains($quoted-parameters, concat(' ', translate(local-name(), $lower, $upper), ' '))"/>
        <xsl:for-each select="* | text()[not(../*)]">
          <xsl:if test="position() &gt; 1">,</xsl:if>
          <xsl:call-template name="parameter-value">
            <xsl:with-param name="text">
              <xsl:choose>
                <xsl:when test="local-name() = 'boolean'">
                  <xsl:value-of select="translate(., $lower, $upper)"/>
                </xsl:when>
                <xsl:otherwise>
                  <xsl:value-of select="."/>
                </xsl:otherwise>
              </xsl:choose>
            </xsl:with-param>
            <xsl:with-param name="is-quoted" select="$is-quoted"/>
          </xsl:call-template>
        </xsl:for-each>
      </xsl:for-each>
      <xsl:variable name="named" select="*[local-name() = 'parameters']/*"/>
      <xsl:if test="$type = 'binary' and not($named[local-name() = 'encoding'])">;ENCODING=BASE64</xsl:if>
      <xsl:if test="$type != '' and $type != 'unknown' and $name != 'GEO' and $name != 'REQUEST-STATUS' and $type != $entry
          and not($named[local-name() = 'value'])">
        <xsl:value-of select="concat(';VALUE=', translate($type, $lower, $upper))"/>
      </xsl:if>
    </xsl:variable>
    <xsl:variable name="value">
      <xsl:for-each select="$values">
        <xsl:if test="position() &gt; 1">,</xsl:if>
        <xsl:call-template name="typed-value">
          <xsl:with-param name="type" select="$type"/>
        </xsl:call-template>
      </xsl:for-each>
    </xsl:variable>
    <xsl:call-template name="content-line">
      <xsl:with-param name="line" select="concat($head, ':', $value)"/>
    </xsl:call-template>
  </xsl:template>

  <xsl:template name="typed-value">
    <xsl:param name="type"/>
    <xsl:choose>
      <xsl:when test="$type = 'text'">
        <xsl:call-template name="escaped">
          <xsl:with-param name="text" select="string()"/>
        </xsl:call-template>
      </xsl:when>
      <xsl:when test="$type = 'period' and *">
        <xsl:for-each select="*">
          <xsl:if test="position() &gt; 1">/</xsl:if>
          <xsl:call-template name="basic-form">
            <xsl:with-param name="text" select="normalize-space()"/>
            <xsl:with-param name="type" select="'date-time'"/>
            <xsl:with-param name="reports" select="false()"/>
          </xsl:call-template>
        </xsl:for-each>
      </xsl:when>
      <xsl:when test="$type = 'recur' and *">
        <xsl:call-template name="rule"/>
      </xsl:when>
      <xsl:when test="$type = 'binary'">
        <xsl:value-of select="translate(., ' &#9;&#10;&#13;', '')"/>
      </xsl:when>
      <xsl:when test="$type = 'unknown'">
        <xsl:call-template name="replace-each">
          <xsl:with-param name="text" select="string()"/>
          <xsl:with-param name="rules" select="$one-line-rules"/>
        </xsl:call-template>
      </xsl:when>
      <xsl:otherwise>
        <xsl:call-template name="basic-form">
          <xsl:with-param name="text" select="normalize-space()"/>
          <xsl:with-param name="type" select="$type"/>
        </xsl:call-template>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template name="old-component">
    <xsl:param name="name"/>
    <xsl:variable name="parts" select="*[contains($components, concat(' ', translate(local-name(), $lower, $upper), ' '))]"/>
    <line><xsl:value-of select="concat('BEGIN:', $name, $line-break)"/></line>
    <xsl:call-template name="missing-properties">
      <xsl:with-param name="component" select="$name"/>
      <xsl:with-param name="properties" select="* | @*"/>
    </xsl:call-template>
    <xsl:if test="$name = 'VCALENDAR'">
      <xsl:for-each select="@*[namespace-uri() = '']">
        <xsl:variable name="property" select="translate(local-name(), $lower, $upper)"/>
        <xsl:if test="starts-with($property, 'X-') or contains($property-types, concat(' ', $property, '='))">
          <xsl:call-template name="text-line">
            <xsl:with-param name="head" select="$property"/>
            <xsl:with-param name="text" select="string()"/>
          </xsl:call-template>
        </xsl:if>
      </xsl:for-each>
    </xsl:if>
    <!-- Everything before the first component; all of it where there is none. -->
    <xsl:variable name="ahead">
      <xsl:choose>
        <xsl:when test="$parts">
          <xsl:value-of select="count($parts[1]/preceding-sibling::*)"/>
        </xsl:when>
        <xsl:otherwise>
          <xsl:value-of select="count(*)"/>
        </xsl:otherwise>
      </xsl:choose>
    </xsl:variable>
    <xsl:apply-templates select="*[position() &lt;= $ahead]" mode="old"/>
    <xsl:if test="$name = 'VCALENDAR' and not(@method or *[translate(local-name(), $upper, $lower) = 'method'])">
      <xsl:for-each select="$parts[1]/*[translate(local-name(), $upper, $lower) = 'method'][normalize-space() != ''][1]">
        <xsl:call-template name="text-line">
          <xsl:with-param name="head" select="'METHOD'"/>
          <xsl:with-param name="text" select="normalize-space()"/>
        </xsl:call-template>
      </xsl:for-each>
    </xsl:if>
    <xsl:if test="$name != 'VCALENDAR'">
      <xsl:apply-templates mode="old-duration" select="(* | *[local-name() = 'properties']/*)
          [translate(local-name(), $upper, $lower) = 'duration']"/>
    </xsl:if>
    <xsl:apply-templates select="*[position() &gt; $ahead]" mode="old"/>
    <line><xsl:value-of select="concat('END:', $name, $line-break)"/></line>
  </xsl:template>

  <!-- A duration that iCalendar does not know adds nothing where there is an end. -->
  <xsl:template match="*" mode="old-duration">
    <xsl:variable name="text" select="normalize-space()"/>
    <xsl:variable name="is-known">
      <xsl:call-template name="is-duration">
        <xsl:with-param name="text" select="$text"/>
      </xsl:call-template>
    </xsl:variable>
    <xsl:variable name="seconds">
      <xsl:call-template name="seconds">
        <xsl:with-param name="text" select="$text"/>
      </xsl:call-template>
    </xsl:variable>
    <xsl:choose>
      <xsl:when test="$is-known != 'true' and ../*[translate(local-name(), $upper, $lower) = 'dtend'
          or translate(local-name(), $upper, $lower) = 'due']">
        <xsl:call-template name="report">
          <xsl:with-param name="what" select="concat('the duration ', $text, ' is not a duration of iCalendar; skipped, since there is an end')"/>
        </xsl:call-template>
      </xsl:when>
      <xsl:when test="$is-known != 'true' and $text != '' and $seconds = ''">
        <xsl:call-template name="report">
          <xsl:with-param name="what" select="concat('the duration ', $text, ' cannot be read; skipped')"/>
        </xsl:call-template>
      </xsl:when>
      <xsl:otherwise>
        <xsl:apply-templates select="." mode="old-property">
          <xsl:with-param name="name" select="'DURATION'"/>
        </xsl:apply-templates>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template match="*" mode="old-property">
    <xsl:param name="name"/>
    <xsl:variable name="property">
      <xsl:choose>
        <xsl:when test="$name = 'CATEGORY' and translate(local-name(), $upper, $lower) = 'category'">CATEGORIES</xsl:when>
        <xsl:otherwise>
          <xsl:value-of select="$name"/>
        </xsl:otherwise>
      </xsl:choose>
    </xsl:variable>
    <xsl:variable name="entry"
        select="substring-before(substring-after($property-types, concat(' ', $property, '=')), ' ')"/>
    <xsl:variable name="standard">
      <xsl:choose>
        <xsl:when test="$entry != ''">
          <xsl:value-of select="translate($entry, '!', '')"/>
        </xsl:when>
        <xsl:when test="$name = 'X-WR-CALNAME' or $name = 'X-WR-CALDESC' or $name = 'X-WR-TIMEZONE'">text</xsl:when>
        <xsl:otherwise>unknown</xsl:otherwise>
      </xsl:choose>
    </xsl:variable>
    <xsl:variable name="attributes" select="@* | *[translate(local-name(), $upper, $lower) = 'extref'
        or translate(local-name(), $upper, $lower) = 'b64bin']/@*"/>
    <xsl:variable name="named"
        select="translate($attributes[translate(local-name(), $upper, $lower) = 'value'], $upper, $lower)"/>
    <xsl:variable name="type">
      <xsl:choose>
        <xsl:when test="*[translate(local-name(), $upper, $lower) = 'b64bin']">binary</xsl:when>
        <xsl:when test="$named != '' and contains($value-types, concat(' ', $named, ' '))">
          <xsl:value-of select="$named"/>
        </xsl:when>
        <xsl:when test="$named != ''">unknown</xsl:when>
        <xsl:otherwise>
          <xsl:value-of select="$standard"/>
        </xsl:otherwise>
      </xsl:choose>
    </xsl:variable>
    <xsl:variable name="is-list" select="contains($list-properties, concat(' ', $property, ' '))"/>
    <xsl:variable name="items" select="*[translate(local-name(), $upper, $lower) = 'item']"/>
    <xsl:variable name="text">
      <xsl:call-template name="old-text"/>
    </xsl:variable>
    <xsl:variable name="is-rule-of-parts" select="($property = 'RRULE' or $property = 'EXRULE')
        and *[contains($rule-parts, concat(' ', translate(local-name(), $lower, $upper), ' '))]"/>
    <xsl:variable name="rule">
      <xsl:if test="$is-rule-of-parts">
        <xsl:call-template name="rule">
          <xsl:with-param name="parts" select="*"/>
        </xsl:call-template>
      </xsl:if>
    </xsl:variable>
    <!-- The value, after a type and a bar where times and addresses determine more than the property does. -->
    <xsl:variable name="read">
      <xsl:choose>
        <xsl:when test="$is-rule-of-parts">
          <xsl:call-template name="old-value">
            <xsl:with-param name="text" select="string($rule)"/>
            <xsl:with-param name="type" select="'recur'"/>
          </xsl:call-template>
        </xsl:when>
        <xsl:when test="$items">
          <xsl:for-each select="$items[$items[string() != '']]">
            <xsl:if test="position() &gt; 1">,</xsl:if>
            <xsl:call-template name="escaped">
              <xsl:with-param name="text" select="string()"/>
            </xsl:call-template>
          </xsl:for-each>
        </xsl:when>
        <xsl:when test="$property = 'GEO' and *[starts-with(translate(local-name(), $upper, $lower), 'lat')]">
          <xsl:apply-templates select="*[starts-with(translate(local-name(), $upper, $lower), 'lat')][1]" mode="number"/>
          <xsl:text>;</xsl:text>
          <xsl:apply-templates select="*[starts-with(translate(local-name(), $upper, $lower), 'lon')][1]" mode="number"/>
        </xsl:when>
        <xsl:when test="$property = 'REQUEST-STATUS' and *[local-name() = 'code' or local-name() = 'description']">
          <xsl:for-each select="*[local-name() = 'code'] | *[local-name() = 'description'] | *[local-name() = 'data']">
            <xsl:if test="position() &gt; 1">;</xsl:if>
            <xsl:call-template name="escaped">
              <xsl:with-param name="text" select="string()"/>
            </xsl:call-template>
          </xsl:for-each>
        </xsl:when>
        <xsl:when test="$property = 'GEO' and not(contains(substring-after($text, ';'), ';'))">
          <xsl:variable name="position">
            <xsl:choose>
              <xsl:when test="contains($text, ',') and not(contains($text, ';'))">
                <xsl:value-of select="translate(concat(substring-before($text, ','), ';', substring-after($text, ',')),
                    ' &#9;&#10;&#13;', '')"/>
              </xsl:when>
              <xsl:otherwise>
                <xsl:value-of select="normalize-space($text)"/>
              </xsl:otherwise>
            </xsl:choose>
          </xsl:variable>
          <xsl:if test="not(contains($position, ';'))">
            <xsl:value-of select="$position"/>
          </xsl:if>
          <xsl:if test="contains($position, ';')">
            <xsl:call-template name="plain-number">
              <xsl:with-param name="text" select="substring-before($position, ';')"/>
            </xsl:call-template>
            <xsl:text>;</xsl:text>
            <xsl:call-template name="plain-number">
              <xsl:with-param name="text" select="substring-after($position, ';')"/>
            </xsl:call-template>
          </xsl:if>
        </xsl:when>
        <xsl:when test="$property = 'GEO' or $property = 'REQUEST-STATUS'">
          <xsl:value-of select="normalize-space($text)"/>
        </xsl:when>
        <xsl:when test="$is-list and $type = 'text' and $name = $property">
          <xsl:if test="normalize-space(translate($text, ',', '')) != ''">
            <xsl:call-template name="replace-each">
              <xsl:with-param name="text" select="string($text)"/>
              <xsl:with-param name="rules" select="$list-rules"/>
            </xsl:call-template>
          </xsl:if>
        </xsl:when>
        <xsl:when test="$is-list and $type != 'text'">
          <xsl:call-template name="old-values">
            <xsl:with-param name="text" select="normalize-space($text)"/>
            <xsl:with-param name="type" select="string($type)"/>
          </xsl:call-template>
        </xsl:when>
        <xsl:otherwise>
          <xsl:call-template name="old-value">
            <xsl:with-param name="text" select="string($text)"/>
            <xsl:with-param name="type" select="string($type)"/>
            <xsl:with-param name="property" select="string($property)"/>
          </xsl:call-template>
        </xsl:otherwise>
      </xsl:choose>
    </xsl:variable>
    <xsl:variable name="is-time" select="starts-with($read, '|date|') or starts-with($read, '|date-time|')
        or starts-with($read, '|utc|')"/>
    <xsl:variable name="is-address" select="$type = 'cal-address'"/>
    <xsl:variable name="value">
      <xsl:choose>
        <xsl:when test="$is-time">
          <xsl:call-template name="old-time-text">
            <xsl:with-param name="time" select="string($read)"/>
          </xsl:call-template>
        </xsl:when>
        <xsl:when test="$is-address">
          <xsl:value-of select="substring-before($read, '|')"/>
        </xsl:when>
        <xsl:otherwise>
          <xsl:value-of select="$read"/>
        </xsl:otherwise>
      </xsl:choose>
    </xsl:variable>
    <xsl:variable name="actual">
      <xsl:choose>
        <xsl:when test="$is-time and starts-with($read, '|date|')">date</xsl:when>
        <xsl:when test="$is-time">date-time</xsl:when>
        <xsl:otherwise>
          <xsl:value-of select="$type"/>
        </xsl:otherwise>
      </xsl:choose>
    </xsl:variable>
    <xsl:variable name="needs-value" select="$property != 'GEO' and $property != 'REQUEST-STATUS'
        and (($actual != $standard and $actual != 'unknown') or contains($entry, '!'))"/>
    <xsl:if test="$value != '' or (($type = 'text' or $type = 'unknown' or $type = 'binary') and not($is-list))">
      <xsl:variable name="head">
        <xsl:value-of select="$property"/>
        <xsl:for-each select="$attributes">
          <xsl:call-template name="old-parameter">
            <xsl:with-param name="type" select="string($actual)"/>
            <xsl:with-param name="is-overridden" select="$needs-value"/>
            <xsl:with-param name="is-utc" select="starts-with($read, '|utc|')"/>
          </xsl:call-template>
        </xsl:for-each>
        <xsl:if test="$type = 'binary' and not($attributes[local-name() = 'encoding'])">;ENCODING=BASE64</xsl:if>
        <xsl:if test="$is-address and substring-after($read, '|') != '' and not(@cn or @CN)">
          <xsl:text>;CN=</xsl:text>
          <xsl:call-template name="parameter-value">
            <xsl:with-param name="text" select="substring-after($read, '|')"/>
          </xsl:call-template>
        </xsl:if>
        <xsl:if test="$needs-value and $named = ''">
          <xsl:value-of select="concat(';VALUE=', translate($actual, $lower, $upper))"/>
        </xsl:if>
      </xsl:variable>
      <xsl:call-template name="named-line">
        <xsl:with-param name="name" select="string($property)"/>
        <xsl:with-param name="line" select="concat($head, ':', $value)"/>
      </xsl:call-template>
    </xsl:if>
  </xsl:template>

  <!-- A value that is in an attribute, which may name an entity of the document type, or in the element. -->
  <xsl:template name="old-text">
    <xsl:variable name="uri" select="(@* | *[translate(local-name(), $upper, $lower) = 'extref']/@*)
        [translate(local-name(), $upper, $lower) = 'uri'][1]"/>
    <!-- frab joins title and subtitle by a hyphen, be there a subtitle or not. -->
    <xsl:variable name="title" select="normalize-space(self::*[local-name() = 'summary']/preceding-sibling::*[local-name() = 'title'
        and namespace-uri() != ''][last()])"/>
    <xsl:choose>
      <xsl:when test="$uri and unparsed-entity-uri($uri) != ''">
        <xsl:value-of select="unparsed-entity-uri($uri)"/>
      </xsl:when>
      <xsl:when test="$uri">
        <xsl:value-of select="$uri"/>
      </xsl:when>
      <xsl:when test="$title != '' and local-name() = 'summary'
          and (normalize-space() = concat($title, '-') or normalize-space() = concat($title, ' -'))
          and not(preceding-sibling::*[local-name() = 'subtitle' and normalize-space() != ''])">
        <xsl:value-of select="$title"/>
      </xsl:when>
      <xsl:otherwise>
        <xsl:value-of select="."/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- A parameter that is in an attribute. -->
  <xsl:template name="old-parameter">
    <xsl:param name="type"/>
    <xsl:param name="is-overridden"/>
    <xsl:param name="is-utc"/>
    <xsl:variable name="name">
      <xsl:choose>
        <xsl:when test="name() = 'xml:lang'">LANGUAGE</xsl:when>
        <xsl:when test="contains(name(), ':') and not(contains(translate(namespace-uri(), $upper, $lower), 'xcal'))"/>
        <xsl:otherwise>
          <xsl:call-template name="upper-name"/>
        </xsl:otherwise>
      </xsl:choose>
    </xsl:variable>
    <xsl:variable name="role"
        select="substring-before(substring-after($role-words, concat(' ', translate(., $lower, $upper), '=')), ' ')"/>
    <xsl:choose>
      <xsl:when test="$name = '' or $name = 'URI' or ($is-utc and $name = 'TZID')"/>
      <xsl:when test="$name = 'VALUE' and $is-overridden">
        <xsl:value-of select="concat(';VALUE=', translate($type, $lower, $upper))"/>
      </xsl:when>
      <xsl:when test="$name = 'VALUE'">
        <xsl:value-of select="concat(';VALUE=', translate(., $lower, $upper))"/>
      </xsl:when>
      <xsl:when test="$name = 'ROLE' and $role != ''">
        <xsl:value-of select="concat(';ROLE=', $role)"/>
      </xsl:when>
      <xsl:otherwise>
        <xsl:value-of select="concat(';', $name, '=')"/>
        <xsl:call-template name="old-parameter-values">
          <xsl:with-param name="text" select="string()"/>
          <xsl:with-param name="name" select="string($name)"/>
        </xsl:call-template>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:variable name="role-words" select="' REQ-PART=REQ-PARTICIPANT OPT-PART=OPT-PARTICIPANT NON-PART=NON-PARTICIPANT
      REQUIRED=REQ-PARTICIPANT OPTIONAL=OPT-PARTICIPANT '"/>

  <!-- The values of a parameter: in quotes, with carets as in RFC 6868, or divided at commas where it may hold several. -->
  <xsl:template name="old-parameter-values">
    <xsl:param name="text"/>
    <xsl:param name="name"/>
    <xsl:variable name="is-quoted" select="contains($quoted-parameters, concat(' ', $name, ' '))"/>
    <xsl:variable name="in-quotes" select="starts-with($text, '&quot;')"/>
    <xsl:variable name="is-list" select="contains($list-parameters, concat(' ', $name, ' '))"/>
    <xsl:variable name="value">
      <xsl:choose>
        <xsl:when test="$in-quotes">
          <xsl:value-of select="substring-before(concat(substring($text, 2), '&quot;'), '&quot;')"/>
        </xsl:when>
        <xsl:when test="$is-list">
          <xsl:value-of select="substring-before(concat($text, ','), ',')"/>
        </xsl:when>
        <xsl:otherwise>
          <xsl:value-of select="$text"/>
        </xsl:otherwise>
      </xsl:choose>
    </xsl:variable>
    <xsl:variable name="rest">
      <xsl:choose>
        <xsl:when test="$in-quotes">
          <xsl:value-of select="substring-after(substring-after(substring($text, 2), '&quot;'), ',')"/>
        </xsl:when>
        <xsl:when test="$is-list">
          <xsl:value-of select="substring-after($text, ',')"/>
        </xsl:when>
      </xsl:choose>
    </xsl:variable>
    <xsl:variable name="address">
      <xsl:if test="contains($address-parameters, concat(' ', $name, ' ')) and contains($value, '@')
          and not(contains($value, ':'))">mailto:</xsl:if>
      <xsl:value-of select="$value"/>
    </xsl:variable>
    <xsl:choose>
      <xsl:when test="not($in-quotes)">
        <xsl:call-template name="parameter-value">
          <xsl:with-param name="text" select="string($address)"/>
          <xsl:with-param name="is-quoted" select="$is-quoted"/>
        </xsl:call-template>
      </xsl:when>
      <xsl:when test="$is-quoted or translate($address, ':;,', '') != string($address)">
        <xsl:value-of select="concat('&quot;', $address, '&quot;')"/>
      </xsl:when>
      <xsl:otherwise>
        <xsl:value-of select="$address"/>
      </xsl:otherwise>
    </xsl:choose>
    <xsl:if test="$rest != ''">
      <xsl:text>,</xsl:text>
      <xsl:call-template name="old-parameter-values">
        <xsl:with-param name="text" select="string($rest)"/>
        <xsl:with-param name="name" select="$name"/>
      </xsl:call-template>
    </xsl:if>
  </xsl:template>

  <!-- One value; a time as |type|text, an address as address|name. -->
  <xsl:template name="old-value">
    <xsl:param name="text"/>
    <xsl:param name="type"/>
    <xsl:param name="property"/>
    <xsl:variable name="plain" select="normalize-space($text)"/>
    <xsl:choose>
      <xsl:when test="$type = 'text'">
        <xsl:variable name="is-indented" select="(starts-with($text, '&#10; ') or starts-with($text, '&#10;&#9;'))
            and normalize-space(substring($text, string-length($text))) = ''"/>
        <xsl:choose>
          <xsl:when test="$is-indented and $plain != ''">
            <xsl:variable name="trimmed">
              <xsl:call-template name="trimmed">
                <xsl:with-param name="text" select="$text"/>
              </xsl:call-template>
            </xsl:variable>
            <xsl:call-template name="escaped-anew">
              <xsl:with-param name="text" select="string($trimmed)"/>
            </xsl:call-template>
          </xsl:when>
          <xsl:otherwise>
            <xsl:call-template name="escaped-anew">
              <xsl:with-param name="text" select="$text"/>
            </xsl:call-template>
          </xsl:otherwise>
        </xsl:choose>
      </xsl:when>
      <xsl:when test="$type = 'unknown'">
        <xsl:call-template name="replace-each">
          <xsl:with-param name="text" select="$text"/>
          <xsl:with-param name="rules" select="$one-line-rules"/>
        </xsl:call-template>
      </xsl:when>
      <xsl:when test="$type = 'date' or $type = 'date-time' or ($type = 'period' and not(contains($plain, '/')))
          or ($property = 'TRIGGER' and $plain != '' and translate(substring($plain, 1, 8), '0123456789-', '') = ''
          and string-length($plain) &gt; 7)">
        <xsl:call-template name="old-time">
          <xsl:with-param name="text" select="$plain"/>
        </xsl:call-template>
      </xsl:when>
      <xsl:when test="$type = 'duration'">
        <xsl:call-template name="old-duration">
          <xsl:with-param name="text" select="$plain"/>
        </xsl:call-template>
      </xsl:when>
      <xsl:when test="$type = 'period' and contains($plain, '/')">
        <xsl:variable name="start">
          <xsl:call-template name="old-time">
            <xsl:with-param name="text" select="substring-before($plain, '/')"/>
          </xsl:call-template>
        </xsl:variable>
        <xsl:variable name="end">
          <xsl:call-template name="old-time">
            <xsl:with-param name="text" select="substring-after($plain, '/')"/>
          </xsl:call-template>
        </xsl:variable>
        <xsl:call-template name="old-time-text">
          <xsl:with-param name="time" select="string($start)"/>
        </xsl:call-template>
        <xsl:text>/</xsl:text>
        <xsl:call-template name="old-time-text">
          <xsl:with-param name="time" select="string($end)"/>
        </xsl:call-template>
      </xsl:when>
      <xsl:when test="$type = 'cal-address'">
        <xsl:call-template name="old-address">
          <xsl:with-param name="text" select="$plain"/>
        </xsl:call-template>
      </xsl:when>
      <xsl:when test="$type = 'recur'">
        <xsl:variable name="until" select="substring-before(concat(substring-after($plain, 'UNTIL='), ';'), ';')"/>
        <xsl:choose>
          <xsl:when test="translate($until, '-:+ ', '') != $until">
            <xsl:variable name="time">
              <xsl:call-template name="old-time">
                <xsl:with-param name="text" select="$until"/>
              </xsl:call-template>
            </xsl:variable>
            <xsl:value-of select="concat(substring-before($plain, 'UNTIL='), 'UNTIL=')"/>
            <xsl:call-template name="old-time-text">
              <xsl:with-param name="time" select="string($time)"/>
            </xsl:call-template>
            <xsl:value-of select="substring-after(substring-after($plain, 'UNTIL='), $until)"/>
          </xsl:when>
          <xsl:otherwise>
            <xsl:value-of select="$plain"/>
          </xsl:otherwise>
        </xsl:choose>
      </xsl:when>
      <xsl:when test="$type = 'utc-offset' or ($type = 'boolean' and not(contains($plain, ' ')))">
        <xsl:call-template name="basic-form">
          <xsl:with-param name="text" select="$plain"/>
          <xsl:with-param name="type" select="$type"/>
          <xsl:with-param name="reports" select="false()"/>
        </xsl:call-template>
      </xsl:when>
      <xsl:when test="($type = 'float' or $type = 'integer') and not(contains($plain, ' '))">
        <xsl:call-template name="plain-number">
          <xsl:with-param name="text" select="$plain"/>
        </xsl:call-template>
      </xsl:when>
      <xsl:when test="$type = 'binary'">
        <xsl:value-of select="translate($plain, ' ', '')"/>
      </xsl:when>
      <xsl:otherwise>
        <xsl:variable name="trimmed">
          <xsl:call-template name="trimmed">
            <xsl:with-param name="text" select="$text"/>
          </xsl:call-template>
        </xsl:variable>
        <xsl:call-template name="replace-each">
          <xsl:with-param name="text" select="string($trimmed)"/>
          <xsl:with-param name="rules" select="$one-line-rules"/>
        </xsl:call-template>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- Values with commas between them, the first as old-value gives it. Long lists are halved: the recursion stays shallow. -->
  <xsl:template name="old-values">
    <xsl:param name="text"/>
    <xsl:param name="type"/>
    <xsl:param name="is-first" select="true()"/>
    <xsl:variable name="half" select="floor(string-length($text) div 2) * number(string-length($text) &gt; 400)"/>
    <xsl:variable name="first" select="concat(substring($text, 1, $half),
        substring-before(concat(substring($text, $half + 1), ','), ','))"/>
    <xsl:variable name="rest" select="substring($text, string-length($first) + 2)"/>
    <xsl:choose>
      <xsl:when test="contains($first, ',')">
        <xsl:call-template name="old-values">
          <xsl:with-param name="text" select="$first"/>
          <xsl:with-param name="type" select="$type"/>
          <xsl:with-param name="is-first" select="$is-first"/>
        </xsl:call-template>
      </xsl:when>
      <xsl:otherwise>
        <xsl:variable name="value">
          <xsl:call-template name="old-value">
            <xsl:with-param name="text" select="$first"/>
            <xsl:with-param name="type" select="$type"/>
          </xsl:call-template>
        </xsl:variable>
        <xsl:choose>
          <xsl:when test="$is-first">
            <xsl:value-of select="$value"/>
          </xsl:when>
          <xsl:otherwise>
            <xsl:call-template name="old-time-text">
              <xsl:with-param name="time" select="string($value)"/>
            </xsl:call-template>
          </xsl:otherwise>
        </xsl:choose>
      </xsl:otherwise>
    </xsl:choose>
    <xsl:if test="string-length($first) &lt; string-length($text)">
      <xsl:text>,</xsl:text>
      <xsl:call-template name="old-values">
        <xsl:with-param name="text" select="$rest"/>
        <xsl:with-param name="type" select="$type"/>
        <xsl:with-param name="is-first" select="false()"/>
      </xsl:call-template>
    </xsl:if>
  </xsl:template>

  <!-- An address without a scheme gets one; a bare name has no address at all. -->
  <xsl:template name="old-address">
    <xsl:param name="text"/>
    <xsl:variable name="scheme" select="substring-before($text, ':')"/>
    <xsl:variable name="inner" select="substring-before(substring-after($text, '&lt;'), '&gt;')"/>
    <xsl:choose>
      <xsl:when test="$text = ''"/>
      <!-- An empty address, or a blank before it, is an address all the same. -->
      <xsl:when test="translate($scheme, $upper, $lower) = 'mailto'">
        <xsl:value-of select="concat($text, '|')"/>
      </xsl:when>
      <xsl:when test="$scheme != '' and translate(substring($scheme, 1, 1), concat($upper, $lower), '') = ''
          and translate($scheme, concat($upper, $lower, '0123456789+-.'), '') = ''
          and substring-after($text, ':') != '' and not(starts-with(substring-after($text, ':'), ' '))">
        <xsl:value-of select="concat($text, '|')"/>
      </xsl:when>
      <xsl:when test="contains($inner, '@') and not(contains($inner, ' '))">
        <xsl:if test="not(contains($inner, ':'))">mailto:</xsl:if>
        <xsl:value-of select="concat($inner, '|', normalize-space(translate(substring-before($text, '&lt;'), '&quot;', '')))"/>
      </xsl:when>
      <xsl:when test="contains($text, '@') and not(contains($text, ' '))">
        <xsl:value-of select="concat('mailto:', $text, '|')"/>
      </xsl:when>
      <xsl:otherwise>
        <xsl:value-of select="concat('invalid:nomail|', $text)"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- TIMES OF THE DRAFTS -->

  <!-- The text of what old-time gives. -->
  <xsl:template name="old-time-text">
    <xsl:param name="time"/>
    <xsl:choose>
      <xsl:when test="starts-with($time, '|')">
        <xsl:value-of select="substring-after(substring($time, 2), '|')"/>
      </xsl:when>
      <xsl:otherwise>
        <xsl:value-of select="$time"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- A time in any form of ISO 8601: |date|…, |date-time|…, or |utc|… where an offset made it so; else the text itself. -->
  <xsl:template name="old-time">
    <xsl:param name="text"/>
    <xsl:variable name="shape" select="translate($text, '0123456789', '0000000000')"/>
    <xsl:variable name="day-length" select="10 * number(starts-with($shape, '0000-00-00'))
        + 8 * number(starts-with($shape, '00000000'))"/>
    <xsl:variable name="day" select="translate(substring($text, 1, $day-length), '-', '')"/>
    <xsl:variable name="last-day">
      <xsl:call-template name="month-length">
        <xsl:with-param name="year" select="number(substring($day, 1, 4))"/>
        <xsl:with-param name="month" select="number(substring($day, 5, 2))"/>
      </xsl:call-template>
    </xsl:variable>
    <xsl:variable name="mark" select="substring($text, $day-length + 1, 1)"/>
    <xsl:variable name="clock" select="substring($text, $day-length + 2)"/>
    <xsl:variable name="clock-shape" select="substring($shape, $day-length + 2)"/>
    <xsl:variable name="has-colons" select="starts-with($clock-shape, '00:00')"/>
    <xsl:variable name="has-seconds" select="starts-with($clock-shape, '00:00:00') or starts-with($clock-shape, '000000')"/>
    <xsl:variable name="clock-length" select="4 + 2 * number($has-seconds) + number($has-colons) * (1 + number($has-seconds))"/>
    <xsl:variable name="digits" select="translate(concat(substring($clock, 1, $clock-length),
        substring('00', 1, 2 * number(not($has-seconds)))), ':', '')"/>
    <xsl:variable name="rest" select="substring($clock, $clock-length + 1)"/>
    <xsl:variable name="sign" select="substring(translate($rest, '0123456789.,:Zz', ''), 1, 1)"/>
    <xsl:variable name="offset" select="translate(substring-after($rest, $sign), ':', '')"/>
    <xsl:choose>
      <xsl:when test="$day-length = 0 or substring($day, 5, 2) &lt; 1 or substring($day, 5, 2) &gt; 12
          or substring($day, 7, 2) &lt; 1 or substring($day, 7, 2) &gt; $last-day">
        <xsl:value-of select="$text"/>
      </xsl:when>
      <xsl:when test="$mark = ''">
        <xsl:value-of select="concat('|date|', $day)"/>
      </xsl:when>
      <xsl:when test="not(contains('Tt ', $mark)) or not($has-colons or starts-with($clock-shape, '0000'))
          or substring($digits, 1, 2) &gt; 23 or substring($digits, 3, 2) &gt; 59 or substring($digits, 5, 2) &gt; 60">
        <xsl:value-of select="$text"/>
      </xsl:when>
      <xsl:when test="$sign = '' and translate($rest, '0123456789.,', '') = ''">
        <xsl:value-of select="concat('|date-time|', $day, 'T', $digits)"/>
      </xsl:when>
      <xsl:when test="$sign = '' and translate(translate($rest, '0123456789.,', ''), 'z', 'Z') = 'Z'">
        <xsl:value-of select="concat('|date-time|', $day, 'T', $digits, 'Z')"/>
      </xsl:when>
      <xsl:when test="($sign = '+' or $sign = '-') and string-length($offset) &gt; 1
          and translate($offset, '0123456789', '') = ''">
        <xsl:call-template name="utc">
          <xsl:with-param name="year" select="number(substring($day, 1, 4))"/>
          <xsl:with-param name="month" select="number(substring($day, 5, 2))"/>
          <xsl:with-param name="day" select="number(substring($day, 7, 2))"/>
          <xsl:with-param name="second" select="substring($digits, 1, 2) * 3600 + substring($digits, 3, 2) * 60
              + substring($digits, 5, 2) + (number($sign = '-') - number($sign = '+')) * (substring($offset, 1, 2) * 3600
              + concat('0', substring($offset, 3, 2)) * 60 + concat('0', substring($offset, 5, 2)))"/>
        </xsl:call-template>
      </xsl:when>
      <xsl:otherwise>
        <xsl:value-of select="$text"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!--
    A day and the second of it, which may be up to a day before or after. Xalan's format-number pads nothing, and Saxon
    writes numbers from a million on with an exponent.
  -->
  <xsl:template name="utc">
    <xsl:param name="year"/>
    <xsl:param name="month"/>
    <xsl:param name="day"/>
    <xsl:param name="second"/>
    <xsl:variable name="last">
      <xsl:call-template name="month-length">
        <xsl:with-param name="year" select="$year"/>
        <xsl:with-param name="month" select="$month"/>
      </xsl:call-template>
    </xsl:variable>
    <xsl:variable name="before" select="($month + 10) mod 12 + 1"/>
    <xsl:variable name="last-before">
      <xsl:call-template name="month-length">
        <xsl:with-param name="year" select="$year"/>
        <xsl:with-param name="month" select="$before"/>
      </xsl:call-template>
    </xsl:variable>
    <xsl:variable name="is-before" select="$second &lt; 0"/>
    <xsl:variable name="is-behind" select="$second &gt;= 86400"/>
    <xsl:variable name="leaves-month" select="($is-before and $day = 1) or ($is-behind and $day = $last)"/>
    <xsl:choose>
      <xsl:when test="$is-before or $is-behind">
        <xsl:call-template name="utc">
          <xsl:with-param name="year" select="$year - number($leaves-month and $is-before and $month = 1)
              + number($leaves-month and $is-behind and $month = 12)"/>
          <xsl:with-param name="month" select="number($leaves-month and $is-before) * $before
              + number($leaves-month and $is-behind) * ($month mod 12 + 1) + number(not($leaves-month)) * $month"/>
          <xsl:with-param name="day" select="number($leaves-month and $is-before) * $last-before
              + number($leaves-month and $is-behind) + number(not($leaves-month)) * ($day + 1 - 2 * number($is-before))"/>
          <xsl:with-param name="second" select="$second + 86400 * (2 * number($is-before) - 1)"/>
        </xsl:call-template>
      </xsl:when>
      <xsl:otherwise>
        <xsl:value-of select="concat('|utc|', substring(10000 + $year, 2), substring(100 + $month, 2),
            substring(100 + $day, 2), 'T',
            substring(100 + floor($second div 3600), 2), substring(100 + floor($second div 60) mod 60, 2),
            substring(100 + $second mod 60, 2), 'Z')"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- The days of a month. -->
  <xsl:template name="month-length">
    <xsl:param name="year"/>
    <xsl:param name="month"/>
    <xsl:value-of select="substring('312831303130313130313031', 2 * $month - 1, 2)
        + number($month = 2 and (($year mod 4 = 0 and $year mod 100 != 0) or $year mod 400 = 0))"/>
  </xsl:template>

  <!-- DURATIONS OF THE DRAFTS -->

  <!-- Whether a text is a duration of RFC 5545 §3.3.6: weeks alone, or days and, after T, hours, minutes, seconds. -->
  <xsl:template name="is-duration">
    <xsl:param name="text"/>
    <xsl:variable name="unsigned" select="substring($text, 1 + number(starts-with($text, '-') or starts-with($text, '+')))"/>
    <xsl:variable name="clock" select="substring-after($unsigned, 'T')"/>
    <xsl:variable name="days" select="substring-before(concat($unsigned, 'T'), 'T')"/>
    <xsl:variable name="shape" select="translate($unsigned, '0123456789', '')"/>
    <xsl:value-of select="starts-with($unsigned, 'P') and contains(' PW PD PDTH PDTHM PDTHMS PDTM PDTMS PDTS PTH PTHM PTHMS
        PTM PTMS PTS ', concat(' ', $shape, ' ')) and translate($unsigned, 'PTWDHMS', '') != ''
        and not(contains($unsigned, 'PD') or contains($unsigned, 'PW') or contains($clock, 'HM') or contains($clock, 'MS')
        or starts-with($clock, 'H') or starts-with($clock, 'M') or starts-with($clock, 'S'))"/>
  </xsl:template>

  <!-- A duration as iCalendar has it, or in one of the forms of conference software: see "seconds". -->
  <xsl:template name="old-duration">
    <xsl:param name="text"/>
    <xsl:variable name="is-known">
      <xsl:call-template name="is-duration">
        <xsl:with-param name="text" select="$text"/>
      </xsl:call-template>
    </xsl:variable>
    <xsl:variable name="seconds">
      <xsl:if test="$is-known != 'true'">
        <xsl:call-template name="seconds">
          <xsl:with-param name="text" select="$text"/>
        </xsl:call-template>
      </xsl:if>
    </xsl:variable>
    <xsl:choose>
      <xsl:when test="number($seconds) = number($seconds)">
        <xsl:variable name="length" select="$seconds * (1 - 2 * number($seconds &lt; 0))"/>
        <xsl:variable name="rest" select="$length mod 86400"/>
        <xsl:if test="$seconds &lt; 0">-</xsl:if>
        <xsl:text>P</xsl:text>
        <xsl:if test="$length &gt;= 86400">
          <xsl:value-of select="concat(format-number(floor($length div 86400), '0'), 'D')"/>
        </xsl:if>
        <xsl:if test="$rest &gt; 0 or $length = 0">
          <xsl:text>T</xsl:text>
          <xsl:if test="$rest &gt;= 3600">
            <xsl:value-of select="concat(floor($rest div 3600), 'H')"/>
          </xsl:if>
          <xsl:if test="floor($rest div 60) mod 60 &gt; 0">
            <xsl:value-of select="concat(floor($rest div 60) mod 60, 'M')"/>
          </xsl:if>
          <xsl:if test="$rest mod 60 &gt; 0 or $length = 0">
            <xsl:value-of select="concat($rest mod 60, 'S')"/>
          </xsl:if>
        </xsl:if>
      </xsl:when>
      <xsl:otherwise>
        <xsl:value-of select="$text"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!--
    The seconds of 1:30, 1:30:00, 0:01:30:00 with days, Open Event's 1:30:0000:00, Python's 2 days, 1:30:00, Pentabarf's
    01H30M00S, frab's 013000 and pretalx's 1.03000, the hours of which have a fraction; of other texts, nothing.
  -->
  <xsl:template name="seconds">
    <xsl:param name="text"/>
    <xsl:variable name="seconds">
      <xsl:call-template name="any-seconds">
        <xsl:with-param name="text" select="$text"/>
      </xsl:call-template>
    </xsl:variable>
    <!-- Ten thousand years, because years have four digits. -->
    <xsl:if test="$seconds != '' and translate($seconds, '-', '') &lt;= 315576000000">
      <xsl:value-of select="$seconds"/>
    </xsl:if>
  </xsl:template>

  <xsl:template name="any-seconds">
    <xsl:param name="text"/>
    <xsl:variable name="days" select="substring-before($text, ' day')"/>
    <xsl:variable name="behind-days" select="substring-after($text, ' day')"/>
    <xsl:variable name="sign" select="1 - 2 * number(starts-with($days, '-'))"/>
    <xsl:variable name="day-count">
      <xsl:call-template name="count">
        <xsl:with-param name="text" select="substring($days, 1 + number(starts-with($days, '-')))"/>
      </xsl:call-template>
    </xsl:variable>
    <xsl:choose>
      <xsl:when test="$days != '' and $day-count = ''"/>
      <xsl:when test="$days != '' and ($behind-days = '' or $behind-days = 's')">
        <xsl:value-of select="format-number($sign * $day-count * 86400, '0')"/>
      </xsl:when>
      <xsl:when test="$days != '' and not(starts-with($behind-days, ', ') or starts-with($behind-days, 's, '))"/>
      <xsl:when test="contains($text, ':')">
        <xsl:variable name="clock" select="substring(concat($text, substring-after($behind-days, ', ')),
            1 + string-length($text) * number($days != ''))"/>
        <xsl:variable name="first">
          <xsl:call-template name="count">
            <xsl:with-param name="text" select="substring-before($clock, ':')"/>
          </xsl:call-template>
        </xsl:variable>
        <xsl:variable name="behind" select="substring-after($clock, ':')"/>
        <xsl:variable name="shape" select="translate($behind, '123456789', '000000000')"/>
        <xsl:variable name="second" select="substring($behind, 1, 2)"/>
        <xsl:variable name="third" select="substring($behind, 4, 2)"/>
        <xsl:variable name="tail" select="substring($behind, 6)"/>
        <xsl:choose>
          <xsl:when test="$first = ''"/>
          <xsl:when test="$shape = '00' and $second &lt; 60">
            <xsl:value-of select="format-number($sign * concat('0', $day-count) * 86400 + $first * 3600 + $second * 60, '0')"/>
          </xsl:when>
          <xsl:when test="$shape = '00:00:00' and ($days = '' or $day-count = 0) and $second &lt; 24 and $third &lt; 60
              and substring($tail, 2) &lt; 60">
            <xsl:value-of select="format-number($first * 86400 + $second * 3600 + $third * 60 + substring($tail, 2), '0')"/>
          </xsl:when>
          <xsl:when test="starts-with($shape, '00:00') and $second &lt; 60 and $third &lt; 60 and ($tail = '' or $tail = '00:00'
              or (translate(substring($tail, 1, 1), ',', '.') = '.' and $tail != '.' and $tail != ','
              and translate(substring($tail, 2), '0123456789', '') = ''))">
            <xsl:value-of select="format-number($sign * concat('0', $day-count) * 86400 + $first * 3600 + $second * 60 + $third, '0')"/>
          </xsl:when>
        </xsl:choose>
      </xsl:when>
      <xsl:when test="translate($text, '0123456789', '') = ''">
        <xsl:call-template name="seconds-of-digits">
          <xsl:with-param name="hours" select="substring($text, 1, string-length($text) - 4)"/>
          <xsl:with-param name="rest" select="substring($text, string-length($text) - 3)"/>
          <xsl:with-param name="is-one" select="string-length($text) &gt; 4 and string-length($text) &lt; 8"/>
        </xsl:call-template>
      </xsl:when>
      <xsl:when test="contains($text, '.')">
        <xsl:call-template name="seconds-of-digits">
          <xsl:with-param name="hours" select="substring-before($text, '.')"/>
          <xsl:with-param name="rest" select="substring(substring-after($text, '.'), 2)"/>
          <xsl:with-param name="is-one" select="starts-with(substring-after($text, '.'), '0')
              and string-length(substring-after($text, '.')) = 5"/>
        </xsl:call-template>
      </xsl:when>
      <xsl:otherwise>
        <xsl:variable name="letters" select="translate($text, 'hms', 'HMS')"/>
        <xsl:variable name="behind-hours" select="substring(concat($letters, substring-after($letters, 'H')),
            1 + string-length($letters) * number(contains($letters, 'H')))"/>
        <xsl:variable name="behind-minutes" select="substring(concat($behind-hours, substring-after($behind-hours, 'M')),
            1 + string-length($behind-hours) * number(contains($behind-hours, 'M')))"/>
        <xsl:variable name="hours">
          <xsl:call-template name="count">
            <xsl:with-param name="text" select="substring-before($letters, 'H')"/>
            <xsl:with-param name="is-missing" select="not(contains($letters, 'H'))"/>
          </xsl:call-template>
        </xsl:variable>
        <xsl:variable name="minutes">
          <xsl:call-template name="count">
            <xsl:with-param name="text" select="substring-before($behind-hours, 'M')"/>
            <xsl:with-param name="is-missing" select="not(contains($behind-hours, 'M'))"/>
          </xsl:call-template>
        </xsl:variable>
        <xsl:variable name="last">
          <xsl:call-template name="count">
            <xsl:with-param name="text" select="substring-before($behind-minutes, 'S')"/>
            <xsl:with-param name="is-missing" select="$behind-minutes = ''"/>
          </xsl:call-template>
        </xsl:variable>
        <xsl:if test="$letters != '' and $hours != '' and $minutes != '' and $last != ''
            and substring-after($behind-minutes, 'S') = ''">
          <xsl:value-of select="format-number($hours * 3600 + $minutes * 60 + $last, '0')"/>
        </xsl:if>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- A number of one to nine digits unchanged; 0 for one that is missing, nothing for any other text. -->
  <xsl:template name="count">
    <xsl:param name="text"/>
    <xsl:param name="is-missing" select="false()"/>
    <xsl:choose>
      <xsl:when test="$is-missing">0</xsl:when>
      <xsl:when test="$text != '' and string-length($text) &lt; 10 and translate($text, '0123456789', '') = ''">
        <xsl:value-of select="$text"/>
      </xsl:when>
    </xsl:choose>
  </xsl:template>

  <!-- The seconds of hours before the four digits of minutes and seconds. -->
  <xsl:template name="seconds-of-digits">
    <xsl:param name="hours"/>
    <xsl:param name="rest"/>
    <xsl:param name="is-one"/>
    <xsl:variable name="count">
      <xsl:call-template name="count">
        <xsl:with-param name="text" select="$hours"/>
      </xsl:call-template>
    </xsl:variable>
    <xsl:if test="$is-one and $count != '' and translate($rest, '0123456789', '') = '' and substring($rest, 1, 2) &lt; 60
        and substring($rest, 3) &lt; 60">
      <xsl:value-of select="format-number($count * 3600 + substring($rest, 1, 2) * 60 + substring($rest, 3), '0')"/>
    </xsl:if>
  </xsl:template>

  <!-- FOREIGN MARKUP -->

  <!--
    Serialises an element with the namespace declarations that it uses. `scope` holds those already written, the innermost
    first, each as |prefix=namespace|.
  -->
  <xsl:template match="*" mode="markup">
    <xsl:param name="scope" select="'|=|'"/>
    <xsl:variable name="own">
      <xsl:call-template name="binding">
        <xsl:with-param name="scope" select="$scope"/>
      </xsl:call-template>
    </xsl:variable>
    <xsl:variable name="bindings">
      <xsl:call-template name="bindings">
        <xsl:with-param name="attributes" select="@*[contains(name(), ':') and not(starts-with(name(), 'xml:'))]"/>
        <xsl:with-param name="scope" select="concat($own, $scope)"/>
        <xsl:with-param name="new" select="string($own)"/>
      </xsl:call-template>
    </xsl:variable>
    <xsl:value-of select="concat('&lt;', name())"/>
    <xsl:call-template name="declarations">
      <xsl:with-param name="bindings" select="string($bindings)"/>
    </xsl:call-template>
    <xsl:for-each select="@*">
      <xsl:value-of select="concat(' ', name(), '=&quot;')"/>
      <xsl:call-template name="replace-each">
        <xsl:with-param name="text" select="string()"/>
        <xsl:with-param name="rules" select="$attribute-rules"/>
      </xsl:call-template>
      <xsl:text>"</xsl:text>
    </xsl:for-each>
    <xsl:choose>
      <xsl:when test="* or text()">
        <xsl:text>&gt;</xsl:text>
        <xsl:apply-templates select="* | text()" mode="markup">
          <xsl:with-param name="scope" select="concat($bindings, $scope)"/>
        </xsl:apply-templates>
        <xsl:value-of select="concat('&lt;/', name(), '&gt;')"/>
      </xsl:when>
      <xsl:otherwise>/&gt;</xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template match="text()" mode="markup">
    <xsl:call-template name="replace-each">
      <xsl:with-param name="text" select="string()"/>
      <xsl:with-param name="rules" select="$markup-rules"/>
    </xsl:call-template>
  </xsl:template>

  <!-- The binding of the prefix of the current element or attribute, unless the scope contains it already. -->
  <xsl:template name="binding">
    <xsl:param name="scope"/>
    <xsl:variable name="prefix" select="substring-before(name(), ':')"/>
    <xsl:if test="substring-before(substring-after($scope, concat('|', $prefix, '=')), '|') != namespace-uri()">
      <xsl:value-of select="concat('|', $prefix, '=', namespace-uri(), '|')"/>
    </xsl:if>
  </xsl:template>

  <!-- The bindings that are new on an element, in the order of their need. -->
  <xsl:template name="bindings">
    <xsl:param name="attributes"/>
    <xsl:param name="scope"/>
    <xsl:param name="new"/>
    <xsl:choose>
      <xsl:when test="$attributes">
        <xsl:variable name="binding">
          <xsl:for-each select="$attributes[1]">
            <xsl:call-template name="binding">
              <xsl:with-param name="scope" select="$scope"/>
            </xsl:call-template>
          </xsl:for-each>
        </xsl:variable>
        <xsl:call-template name="bindings">
          <xsl:with-param name="attributes" select="$attributes[position() &gt; 1]"/>
          <xsl:with-param name="scope" select="concat($binding, $scope)"/>
          <xsl:with-param name="new" select="concat($new, $binding)"/>
        </xsl:call-template>
      </xsl:when>
      <xsl:otherwise>
        <xsl:value-of select="$new"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template name="declarations">
    <xsl:param name="bindings"/>
    <xsl:if test="$bindings != ''">
      <xsl:variable name="first" select="substring-before(substring($bindings, 2), '|')"/>
      <xsl:variable name="prefix" select="substring-before($first, '=')"/>
      <xsl:text> xmlns</xsl:text>
      <xsl:if test="$prefix != ''">
        <xsl:value-of select="concat(':', $prefix)"/>
      </xsl:if>
      <xsl:text>="</xsl:text>
      <xsl:call-template name="replace-each">
        <xsl:with-param name="text" select="substring-after($first, '=')"/>
        <xsl:with-param name="rules" select="$attribute-rules"/>
      </xsl:call-template>
      <xsl:text>"</xsl:text>
      <xsl:call-template name="declarations">
        <xsl:with-param name="bindings" select="substring-after(substring($bindings, 2), '|')"/>
      </xsl:call-template>
    </xsl:if>
  </xsl:template>

  <!-- TEXT -->

  <!-- What replace-each replaces: each rule is what is found, a blank, its replacement, a bar. -->
  <xsl:variable name="escape-rules" select="'\ \\|; \;|, \,|&#13;&#10; \n|&#13; \n|&#10; \n|'"/>
  <xsl:variable name="unescape-rules" select="'\\ &#xE000;|\, ,|\; ;|\n &#10;|\N &#10;|'"/>
  <!-- Lists whose values have commas between them already, and values that may not hold line breaks. -->
  <xsl:variable name="list-rules" select="'; \;|&#13;&#10; \n|&#13; \n|&#10; \n|'"/>
  <xsl:variable name="one-line-rules" select="'&#13; |&#10; \n|'"/>
  <xsl:variable name="caret-rules" select="concat('^ ^^|&#13;&#10; ^n|&#13; ^n|&#10; ^n|&quot; ^', &quot;'|&quot;)"/>
  <xsl:variable name="markup-rules" select="'&amp; &amp;amp;|&lt; &amp;lt;|&gt; &amp;gt;|&#13; &amp;#13;|'"/>
  <xsl:variable name="attribute-rules"
      select="concat($markup-rules, '&quot; &amp;quot;|&#10; &amp;#10;|&#9; &amp;#9;|')"/>

  <!-- TEXT with its escapes (RFC 5545 §3.3.11). -->
  <xsl:template match="c:*" mode="text">
    <xsl:call-template name="escaped">
      <xsl:with-param name="text" select="string()"/>
    </xsl:call-template>
  </xsl:template>

  <xsl:template name="escaped">
    <xsl:param name="text"/>
    <xsl:choose>
      <xsl:when test="not(contains($text, ',') or contains($text, '&#10;') or contains($text, ';')
          or contains($text, '\') or contains($text, '&#13;'))">
        <xsl:value-of select="$text"/>
      </xsl:when>
      <xsl:when test="$can-replace and not(contains($text, '&#13;'))">
        <xsl:value-of select="str:replace(str:replace(str:replace(str:replace($text,
            '\', '\\'), ';', '\;'), ',', '\,'), '&#10;', '\n')"/>
      </xsl:when>
      <xsl:otherwise>
        <xsl:call-template name="replace-each">
          <xsl:with-param name="text" select="$text"/>
          <xsl:with-param name="rules" select="$escape-rules"/>
        </xsl:call-template>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- A text of the drafts, which may have escapes; a private character represents an escaped backslash meanwhile. -->
  <xsl:template name="escaped-anew">
    <xsl:param name="text"/>
    <xsl:choose>
      <xsl:when test="$has-escapes and contains($text, '\')">
        <xsl:variable name="plain">
          <xsl:call-template name="replace-each">
            <xsl:with-param name="text" select="$text"/>
            <xsl:with-param name="rules" select="$unescape-rules"/>
          </xsl:call-template>
        </xsl:variable>
        <xsl:call-template name="escaped">
          <xsl:with-param name="text" select="translate($plain, '&#xE000;', '\')"/>
        </xsl:call-template>
      </xsl:when>
      <xsl:otherwise>
        <xsl:call-template name="escaped">
          <xsl:with-param name="text" select="$text"/>
        </xsl:call-template>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- Applies one rule after the other. -->
  <xsl:template name="replace-each">
    <xsl:param name="text"/>
    <xsl:param name="rules"/>
    <xsl:choose>
      <xsl:when test="$rules = ''">
        <xsl:value-of select="$text"/>
      </xsl:when>
      <xsl:when test="contains($text, substring-before($rules, ' '))">
        <xsl:variable name="replaced">
          <xsl:call-template name="replace">
            <xsl:with-param name="text" select="$text"/>
            <xsl:with-param name="from" select="substring-before($rules, ' ')"/>
            <xsl:with-param name="to" select="substring-before(substring-after($rules, ' '), '|')"/>
          </xsl:call-template>
        </xsl:variable>
        <xsl:call-template name="replace-each">
          <xsl:with-param name="text" select="string($replaced)"/>
          <xsl:with-param name="rules" select="substring-after($rules, '|')"/>
        </xsl:call-template>
      </xsl:when>
      <xsl:otherwise>
        <xsl:call-template name="replace-each">
          <xsl:with-param name="text" select="$text"/>
          <xsl:with-param name="rules" select="substring-after($rules, '|')"/>
        </xsl:call-template>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- Halves a long text again and again, so that the recursion stays shallow; never between two halves of `from`. -->
  <xsl:template name="replace">
    <xsl:param name="text"/>
    <xsl:param name="from"/>
    <xsl:param name="to"/>
    <xsl:choose>
      <xsl:when test="not(contains($text, $from))">
        <xsl:value-of select="$text"/>
      </xsl:when>
      <xsl:when test="$can-replace">
        <xsl:value-of select="str:replace($text, $from, $to)"/>
      </xsl:when>
      <xsl:when test="string-length($text) &gt; 200">
        <xsl:variable name="middle" select="floor(string-length($text) div 2)"/>
        <xsl:variable name="half" select="$middle + number(substring($text, $middle, 2) = $from)"/>
        <xsl:call-template name="replace">
          <xsl:with-param name="text" select="substring($text, 1, $half)"/>
          <xsl:with-param name="from" select="$from"/>
          <xsl:with-param name="to" select="$to"/>
        </xsl:call-template>
        <xsl:call-template name="replace">
          <xsl:with-param name="text" select="substring($text, $half + 1)"/>
          <xsl:with-param name="from" select="$from"/>
          <xsl:with-param name="to" select="$to"/>
        </xsl:call-template>
      </xsl:when>
      <xsl:otherwise>
        <xsl:value-of select="concat(substring-before($text, $from), $to)"/>
        <xsl:call-template name="replace">
          <xsl:with-param name="text" select="substring-after($text, $from)"/>
          <xsl:with-param name="from" select="$from"/>
          <xsl:with-param name="to" select="$to"/>
        </xsl:call-template>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- A value without the white space at its ends. -->
  <xsl:template match="node()" mode="trimmed">
    <xsl:call-template name="trimmed">
      <xsl:with-param name="text" select="string()"/>
    </xsl:call-template>
  </xsl:template>

  <xsl:template name="trimmed">
    <xsl:param name="text"/>
    <xsl:variable name="normal" select="normalize-space($text)"/>
    <xsl:choose>
      <xsl:when test="contains($normal, ' ')">
        <xsl:variable name="first" select="substring($normal, 1, 1)"/>
        <xsl:variable name="trimmed">
          <xsl:call-template name="without-trailing-blanks">
            <xsl:with-param name="text" select="concat($first, substring-after($text, $first))"/>
          </xsl:call-template>
        </xsl:variable>
        <xsl:value-of select="$trimmed"/>
      </xsl:when>
      <xsl:otherwise>
        <xsl:value-of select="$normal"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template name="without-trailing-blanks">
    <xsl:param name="text"/>
    <xsl:variable name="half" select="ceiling(string-length($text) div 2)"/>
    <xsl:choose>
      <xsl:when test="normalize-space(substring($text, string-length($text))) != ''">
        <xsl:value-of select="$text"/>
      </xsl:when>
      <xsl:when test="normalize-space(substring($text, $half + 1)) = ''">
        <xsl:call-template name="without-trailing-blanks">
          <xsl:with-param name="text" select="substring($text, 1, $half)"/>
        </xsl:call-template>
      </xsl:when>
      <xsl:otherwise>
        <xsl:value-of select="substring($text, 1, $half)"/>
        <xsl:call-template name="without-trailing-blanks">
          <xsl:with-param name="text" select="substring($text, $half + 1)"/>
        </xsl:call-template>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- NAMES -->

  <!-- The name in upper case, with what XML does not allow in names: _x33_d-view is 3D-VIEW. -->
  <xsl:template name="upper-name">
    <xsl:choose>
      <xsl:when test="contains(local-name(), '_x')">
        <xsl:variable name="name">
          <xsl:call-template name="decoded-name">
            <xsl:with-param name="name" select="local-name()"/>
          </xsl:call-template>
        </xsl:variable>
        <xsl:value-of select="translate($name, $lower, $upper)"/>
      </xsl:when>
      <xsl:otherwise>
        <xsl:value-of select="translate(local-name(), $lower, $upper)"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template name="decoded-name">
    <xsl:param name="name"/>
    <xsl:choose>
      <xsl:when test="contains($name, '_x')">
        <xsl:variable name="rest" select="substring-after($name, '_x')"/>
        <xsl:variable name="digits" select="translate(substring-before($rest, '_'), $upper, $lower)"/>
        <xsl:variable name="code" select="string-length($digits) - 2 +
            16 * string-length(substring-before('0123456789abcdef', substring($digits, 1, 1))) +
            string-length(substring-before('0123456789abcdef', substring($digits, 2, 1)))"/>
        <xsl:value-of select="substring-before($name, '_x')"/>
        <xsl:choose>
          <xsl:when test="starts-with($rest, '_')"/>
          <xsl:when test="string-length($digits) = 2 and $code &gt; 31 and $code &lt; 127">
            <xsl:value-of select="substring($printable, $code - 31, 1)"/>
          </xsl:when>
          <xsl:otherwise>
            <xsl:value-of select="concat('_x', substring-before($rest, '_'), '_')"/>
          </xsl:otherwise>
        </xsl:choose>
        <xsl:call-template name="decoded-name">
          <xsl:with-param name="name" select="substring-after($rest, '_')"/>
        </xsl:call-template>
      </xsl:when>
      <xsl:otherwise>
        <xsl:value-of select="$name"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- CONTENT LINES -->

  <xsl:template name="text-line">
    <xsl:param name="head"/>
    <xsl:param name="text"/>
    <xsl:variable name="value">
      <xsl:call-template name="escaped">
        <xsl:with-param name="text" select="$text"/>
      </xsl:call-template>
    </xsl:variable>
    <xsl:call-template name="content-line">
      <xsl:with-param name="line" select="concat($head, ':', $value)"/>
    </xsl:call-template>
  </xsl:template>

  <!--
    Writes a line, folded where it is too long (RFC 5545 §3.1). In the result tree every line is an element, which the
    output method text does not show: libxslt joins texts that touch, and to do so copies all that was written before.
  -->
  <xsl:template name="content-line">
    <xsl:param name="line"/>
    <line>
      <xsl:choose>
        <!-- No character has more than four octets. -->
        <xsl:when test="string-length($line) * 4 &lt;= $first-room or $first-room = 0">
          <xsl:value-of select="$line"/>
        </xsl:when>
        <xsl:otherwise>
          <xsl:variable name="is-plain">
            <xsl:call-template name="is-plain">
              <xsl:with-param name="text" select="$line"/>
            </xsl:call-template>
          </xsl:variable>
          <xsl:choose>
            <xsl:when test="$is-plain = 'true'">
              <xsl:call-template name="plain-lines">
                <xsl:with-param name="text" select="$line"/>
                <xsl:with-param name="length" select="string-length($line)"/>
              </xsl:call-template>
            </xsl:when>
            <!-- Where a character may count as two and its octets cannot be asked for, it could be torn. -->
            <xsl:when test="$counts-units and not($can-encode)">
              <xsl:value-of select="$line"/>
            </xsl:when>
            <xsl:otherwise>
              <xsl:variable name="folded">
                <xsl:call-template name="folded">
                  <xsl:with-param name="text" select="$line"/>
                  <xsl:with-param name="length" select="string-length($line)"/>
                  <xsl:with-param name="room" select="$first-room"/>
                </xsl:call-template>
              </xsl:variable>
              <xsl:value-of select="substring-before($folded, $room-mark)"/>
            </xsl:otherwise>
          </xsl:choose>
        </xsl:otherwise>
      </xsl:choose>
      <xsl:value-of select="$line-break"/>
    </line>
  </xsl:template>

  <!-- Whether all is ASCII. In UTF-8, other characters begin with an octet from C2 to F4. -->
  <xsl:template name="is-plain">
    <xsl:param name="text"/>
    <xsl:choose>
      <!-- libxslt encodes no more than a mebibyte at once. -->
      <xsl:when test="string-length($text) &gt; 80000">
        <xsl:variable name="half" select="floor(string-length($text) div 2)"/>
        <xsl:variable name="is-first-plain">
          <xsl:call-template name="is-plain">
            <xsl:with-param name="text" select="substring($text, 1, $half)"/>
          </xsl:call-template>
        </xsl:variable>
        <xsl:choose>
          <xsl:when test="$is-first-plain = 'true'">
            <xsl:call-template name="is-plain">
              <xsl:with-param name="text" select="substring($text, $half + 1)"/>
            </xsl:call-template>
          </xsl:when>
          <xsl:otherwise>false</xsl:otherwise>
        </xsl:choose>
      </xsl:when>
      <xsl:when test="$can-encode">
        <xsl:variable name="encoded" select="str:encode-uri($text, true())"/>
        <xsl:value-of select="not(contains($encoded, '%C') or contains($encoded, '%D') or contains($encoded, '%E')
            or contains($encoded, '%F'))"/>
      </xsl:when>
      <xsl:otherwise>
        <xsl:value-of select="translate($text, $ascii, '') = ''"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- ASCII folded: halved at a fold while it is long, so that the recursion stays shallow; then four lines at a time. -->
  <xsl:template name="plain-lines">
    <xsl:param name="text"/>
    <xsl:param name="length"/>
    <xsl:param name="room" select="$first-room"/>
    <xsl:choose>
      <xsl:when test="$length &lt;= $room">
        <xsl:value-of select="$text"/>
      </xsl:when>
      <xsl:when test="$length &gt; 16 * $first-room">
        <xsl:variable name="half" select="$room + $next-room * floor($length div $next-room div 2)"/>
        <xsl:call-template name="plain-lines">
          <xsl:with-param name="text" select="substring($text, 1, $half)"/>
          <xsl:with-param name="length" select="$half"/>
          <xsl:with-param name="room" select="$room"/>
        </xsl:call-template>
        <xsl:value-of select="$fold"/>
        <xsl:call-template name="plain-lines">
          <xsl:with-param name="text" select="substring($text, $half + 1)"/>
          <xsl:with-param name="length" select="$length - $half"/>
          <xsl:with-param name="room" select="$next-room"/>
        </xsl:call-template>
      </xsl:when>
      <xsl:when test="$length &gt; $room + 3 * $next-room">
        <xsl:value-of select="concat(substring($text, 1, $room), $fold,
            substring($text, $room + 1, $next-room), $fold,
            substring($text, $room + $next-room + 1, $next-room), $fold,
            substring($text, $room + 2 * $next-room + 1, $next-room), $fold)"/>
        <xsl:call-template name="plain-lines">
          <xsl:with-param name="text" select="substring($text, $room + 3 * $next-room + 1)"/>
          <xsl:with-param name="length" select="$length - $room - 3 * $next-room"/>
          <xsl:with-param name="room" select="$next-room"/>
        </xsl:call-template>
      </xsl:when>
      <xsl:otherwise>
        <xsl:value-of select="concat(substring($text, 1, $room), $fold)"/>
        <xsl:call-template name="plain-lines">
          <xsl:with-param name="text" select="substring($text, $room + 1)"/>
          <xsl:with-param name="length" select="$length - $room"/>
          <xsl:with-param name="room" select="$next-room"/>
        </xsl:call-template>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!--
    A text folded, the first line of which has `room` octets left; after a mark, how many its last line has left. Long
    texts are halved again and again: the recursion stays shallow, and no engine copies the whole text once a line.
  -->
  <xsl:template name="folded">
    <xsl:param name="text"/>
    <xsl:param name="length"/>
    <xsl:param name="room"/>
    <xsl:choose>
      <xsl:when test="$length &gt; 600">
        <xsl:variable name="middle" select="floor($length div 2)"/>
        <!-- After the second half of a character, for engines that count units of UTF-16. -->
        <xsl:variable name="half" select="$middle + number($counts-units and $can-encode
            and starts-with(str:encode-uri(substring($text, $middle + 1, 1), true()), '%ED%B'))"/>
        <xsl:variable name="first">
          <xsl:call-template name="folded">
            <xsl:with-param name="text" select="substring($text, 1, $half)"/>
            <xsl:with-param name="length" select="$half"/>
            <xsl:with-param name="room" select="$room"/>
          </xsl:call-template>
        </xsl:variable>
        <xsl:value-of select="substring-before($first, $room-mark)"/>
        <xsl:call-template name="folded">
          <xsl:with-param name="text" select="substring($text, $half + 1)"/>
          <xsl:with-param name="length" select="$length - $half"/>
          <xsl:with-param name="room" select="number(substring-after($first, $room-mark))"/>
        </xsl:call-template>
      </xsl:when>
      <xsl:otherwise>
        <xsl:variable name="octets">
          <xsl:call-template name="octets">
            <xsl:with-param name="text" select="$text"/>
          </xsl:call-template>
        </xsl:variable>
        <lines>
          <xsl:call-template name="folded-lines">
            <xsl:with-param name="text" select="$text"/>
            <xsl:with-param name="length" select="$length"/>
            <xsl:with-param name="octets" select="number($octets)"/>
            <xsl:with-param name="room" select="$room"/>
          </xsl:call-template>
        </lines>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- Line by line; once only ASCII is left, characters are octets. -->
  <xsl:template name="folded-lines">
    <xsl:param name="text"/>
    <xsl:param name="length"/>
    <xsl:param name="octets"/>
    <xsl:param name="room"/>
    <xsl:choose>
      <xsl:when test="$octets &lt;= $room">
        <xsl:value-of select="concat($text, $room-mark, $room - $octets)"/>
      </xsl:when>
      <xsl:when test="$octets = $length">
        <xsl:value-of select="concat(substring($text, 1, $room), $fold)"/>
        <xsl:call-template name="folded-lines">
          <xsl:with-param name="text" select="substring($text, $room + 1)"/>
          <xsl:with-param name="length" select="$length - $room"/>
          <xsl:with-param name="octets" select="$octets - $room"/>
          <xsl:with-param name="room" select="$next-room"/>
        </xsl:call-template>
      </xsl:when>
      <xsl:otherwise>
        <!-- Characters, a colon, octets. -->
        <xsl:variable name="fitting">
          <xsl:call-template name="fitting">
            <xsl:with-param name="text" select="substring($text, 1, $room)"/>
            <xsl:with-param name="room" select="$room"/>
          </xsl:call-template>
        </xsl:variable>
        <xsl:variable name="count" select="number(substring-before($fitting, ':'))"/>
        <xsl:value-of select="concat(substring($text, 1, $count), $fold)"/>
        <xsl:call-template name="folded-lines">
          <xsl:with-param name="text" select="substring($text, $count + 1)"/>
          <xsl:with-param name="length" select="$length - $count"/>
          <xsl:with-param name="octets" select="$octets - substring-after($fitting, ':')"/>
          <xsl:with-param name="room" select="$next-room"/>
        </xsl:call-template>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!--
    How many characters from the start fit into `room` octets, and how many octets they have: `taken` in all, with what was
    counted before. The text's own density determines where to look.
  -->
  <xsl:template name="fitting">
    <xsl:param name="text"/>
    <xsl:param name="room"/>
    <xsl:param name="count" select="0"/>
    <xsl:param name="taken" select="0"/>
    <xsl:variable name="octets">
      <xsl:call-template name="octets">
        <xsl:with-param name="text" select="$text"/>
      </xsl:call-template>
    </xsl:variable>
    <xsl:variable name="length" select="string-length($text)"/>
    <xsl:choose>
      <xsl:when test="$octets &lt;= $room">
        <xsl:value-of select="concat($count + $length, ':', $taken + $octets)"/>
      </xsl:when>
      <xsl:when test="$length = 1">
        <xsl:value-of select="concat($count, ':', $taken)"/>
      </xsl:when>
      <xsl:otherwise>
        <xsl:variable name="guess" select="floor($length * $room div $octets)"/>
        <xsl:variable name="some" select="$guess + number($guess &lt; 1)"/>
        <xsl:variable name="step" select="$some + number($counts-units
            and starts-with(str:encode-uri(substring($text, $some + 1, 1), true()), '%ED%B'))"/>
        <xsl:variable name="part" select="substring($text, 1, $step)"/>
        <xsl:variable name="part-octets">
          <xsl:call-template name="octets">
            <xsl:with-param name="text" select="$part"/>
          </xsl:call-template>
        </xsl:variable>
        <xsl:choose>
          <xsl:when test="$part-octets = $room">
            <xsl:value-of select="concat($count + $step, ':', $taken + $room)"/>
          </xsl:when>
          <xsl:when test="$part-octets &gt; $room">
            <xsl:call-template name="fitting">
              <xsl:with-param name="text" select="$part"/>
              <xsl:with-param name="room" select="$room"/>
              <xsl:with-param name="count" select="$count"/>
              <xsl:with-param name="taken" select="$taken"/>
            </xsl:call-template>
          </xsl:when>
          <xsl:otherwise>
            <xsl:call-template name="fitting">
              <xsl:with-param name="text" select="substring($text, $step + 1, $room - $part-octets)"/>
              <xsl:with-param name="room" select="$room - $part-octets"/>
              <xsl:with-param name="count" select="$count + $step"/>
              <xsl:with-param name="taken" select="$taken + $part-octets"/>
            </xsl:call-template>
          </xsl:otherwise>
        </xsl:choose>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- How many octets a text has in UTF-8; where it cannot be counted, a character beyond ASCII is four. -->
  <xsl:template name="octets">
    <xsl:param name="text"/>
    <xsl:choose>
      <xsl:when test="$can-encode">
        <xsl:variable name="encoded" select="str:encode-uri($text, true())"/>
        <xsl:value-of select="2 * string-length(translate($encoded, '%', '')) - string-length($encoded)"/>
      </xsl:when>
      <xsl:otherwise>
        <xsl:value-of select="string-length($text) + 3 * string-length(translate($text, $ascii, ''))"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- MESSAGES -->

  <!-- Names a surprise with the path of elements that leads to it. -->
  <xsl:template name="report">
    <xsl:param name="what"/>
    <xsl:message>
      <xsl:for-each select="ancestor-or-self::*">
        <xsl:if test="position() &gt; 1">/</xsl:if>
        <xsl:value-of select="local-name()"/>
      </xsl:for-each>
      <xsl:value-of select="concat(': ', $what)"/>
    </xsl:message>
  </xsl:template>
</xsl:stylesheet>
