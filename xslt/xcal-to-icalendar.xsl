<?xml version="1.0" encoding="UTF-8"?>
<!--
  Turns xCal into iCalendar text (RFC 5545): XSLT 1.0, one file, nothing imported, no extension required.

    xsltproc -nonet -o out.ics xcal-to-icalendar.xsl in.xcs

  README.md beside this file tells of other engines and of the parameters. A content line is made in three steps: its
  value by the templates of mode "value", the whole line by the template "property", the folds by "content-line".
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
  <!-- Where an item lacks its UID it gets its number in the document, an at sign and this domain. -->
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
  <!-- Components. -->
  <xsl:variable name="components" select="'
      VCALENDAR VEVENT VTODO VJOURNAL VFREEBUSY VTIMEZONE STANDARD DAYLIGHT VALARM VAVAILABILITY AVAILABLE PARTICIPANT
      VLOCATION VRESOURCE VPOLL VVOTER VOTE '"/>
  <!-- Parameters whose values are always quoted. -->
  <xsl:variable name="quoted-parameters" select="'
      ALTREP DELEGATED-FROM DELEGATED-TO DIR MEMBER SENT-BY SCHEMA LINKREL '"/>
  <!-- Elements that name a value type. -->
  <xsl:variable name="value-types" select="'
      binary boolean cal-address date date-time duration float integer period recur text time uri utc-offset uid
      xml-reference unknown '"/>
  <!-- Parts of a recurrence rule in the order of writing. -->
  <xsl:variable name="rule-parts" select="'
      RSCALE FREQ UNTIL COUNT INTERVAL BYSECOND BYMINUTE BYHOUR BYDAY BYMONTHDAY BYYEARDAY BYWEEKNO BYMONTH BYSETPOS
      WKST SKIP '"/>
  <!-- generated from the vocabulary: end -->

  <xsl:variable name="lower" select="'abcdefghijklmnopqrstuvwxyz'"/>
  <xsl:variable name="upper" select="'ABCDEFGHIJKLMNOPQRSTUVWXYZ'"/>
  <!-- ASCII from the blank on, so that a character's place is its code less 31; then tab and line breaks. -->
  <xsl:variable name="printable" select="concat(' !&quot;#$%&amp;', &quot;'&quot;, '()*+,-./0123456789:;&lt;=&gt;?@', $upper,
      '[\]^_`', $lower, '{|}~')"/>
  <xsl:variable name="ascii" select="concat($printable, '&#9;&#10;&#13;')"/>
  <xsl:variable name="line-break" select="'&#13;&#10;'"/>
  <xsl:variable name="fold" select="concat($line-break, ' ')"/>
  <!-- Stands behind folded text; a line break there is always followed by a blank. -->
  <xsl:variable name="room-mark" select="'&#10;#'"/>

  <!-- What the engine can do: exact octets, replacing in one go, and whether it counts characters or units of UTF-16. -->
  <xsl:variable name="can-encode" select="function-available('str:encode-uri')"/>
  <xsl:variable name="can-replace" select="function-available('str:replace')"/>
  <xsl:variable name="counts-units" select="string-length('&#x1F4C5;') = 2"/>
  <!-- Octets of a whole line, and of one behind a fold, where a blank comes first; 0 if lines are not folded. -->
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
  </xsl:template>

  <!-- The calendar may stand anywhere, and there may be several. -->
  <xsl:template match="*" mode="outside">
    <xsl:apply-templates select="*" mode="outside"/>
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
    <xsl:call-template name="report">
      <xsl:with-param name="what" select="'a foreign element; passed over'"/>
    </xsl:call-template>
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

  <!-- What stands in a component. -->
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

  <xsl:template match="*|c:icalendar|c:parameters" mode="part" priority="-0.3">
    <xsl:call-template name="report">
      <xsl:with-param name="what" select="'an element that has no place here; passed over'"/>
    </xsl:call-template>
  </xsl:template>

  <!-- The properties that RFC 5545 demands, where a parameter tells what to write. -->
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
      <xsl:when test="contains(' VEVENT VTODO VJOURNAL VFREEBUSY ', concat(' ', $component, ' '))">
        <xsl:if test="$missing-dtstamp != '' and not($properties[local-name() = 'dtstamp'])">
          <line><xsl:value-of select="concat('DTSTAMP:', $missing-dtstamp, $line-break)"/></line>
        </xsl:if>
        <xsl:if test="$missing-uid-domain != '' and not($properties[local-name() = 'uid'])">
          <xsl:variable name="number">
            <xsl:number level="any" count="*[local-name() = 'vevent' or local-name() = 'vtodo'
                or local-name() = 'vjournal' or local-name() = 'vfreebusy']"/>
          </xsl:variable>
          <xsl:call-template name="text-line">
            <xsl:with-param name="head" select="'UID'"/>
            <xsl:with-param name="text" select="concat($number, '@', $missing-uid-domain)"/>
          </xsl:call-template>
        </xsl:if>
      </xsl:when>
    </xsl:choose>
  </xsl:template>

  <!-- PROPERTIES -->

  <!-- A foreign element becomes an XML property (RFC 6321 §4.2). -->
  <xsl:template match="*" mode="property">
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
    <!-- The type that VALUE need not name; a mark says that it must all the same. -->
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
    <!-- Parameters that stand behind the value keep their place behind VALUE. -->
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
          <xsl:apply-templates select="c:latitude" mode="trimmed"/>
          <xsl:text>;</xsl:text>
          <xsl:apply-templates select="c:longitude" mode="trimmed"/>
        </xsl:when>
        <xsl:when test="self::c:request-status[c:code or c:description or c:data]">
          <xsl:apply-templates select="c:code" mode="text"/>
          <xsl:text>;</xsl:text>
          <xsl:apply-templates select="c:description" mode="text"/>
          <xsl:if test="c:data">;</xsl:if>
          <xsl:apply-templates select="c:data" mode="text"/>
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
    <xsl:call-template name="content-line">
      <xsl:with-param name="line" select="concat($head, ':', $value)"/>
    </xsl:call-template>
  </xsl:template>

  <!-- Kolab 3's x-custom: the identifier is the name of the property that was meant. -->
  <xsl:template match="c:x-custom[c:identifier or c:value]" mode="property" priority="1">
    <xsl:variable name="identifier" select="translate(c:identifier, $lower, $upper)"/>
    <xsl:variable name="is-name" select="starts-with($identifier, 'X-') and string-length($identifier) &gt; 2
        and translate($identifier, concat($upper, '0123456789-'), '') = ''"/>
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
      <xsl:with-param name="what" select="'a foreign element; passed over'"/>
    </xsl:call-template>
  </xsl:template>

  <xsl:template match="c:*" mode="parameter">
    <xsl:variable name="name">
      <xsl:call-template name="upper-name"/>
    </xsl:variable>
    <xsl:value-of select="concat(';', $name)"/>
    <xsl:variable name="is-quoted" select="contains($quoted-parameters, concat(' ', $name, ' '))"/>
    <xsl:for-each select="c:* | text()[normalize-space() != '' and not(../c:*)]">
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
    <xsl:value-of select="local-name()"/>
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
      <xsl:with-param name="what" select="'text without a value type; taken as the default type'"/>
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

  <!-- A type that no table knows, and unknown: as it stands. -->
  <xsl:template match="c:*" mode="value">
    <xsl:choose>
      <xsl:when test="self::c:unknown or not(contains($value-types, concat(' ', local-name(), ' ')))">
        <xsl:value-of select="translate(., $line-break, '  ')"/>
      </xsl:when>
      <xsl:otherwise>
        <xsl:apply-templates select="." mode="trimmed"/>
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

  <xsl:template match="c:date|c:date-time|c:time|c:utc-offset|c:boolean" mode="value">
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
    <xsl:apply-templates select="c:start" mode="period-part"/>
    <xsl:text>/</xsl:text>
    <xsl:apply-templates select="c:end | c:duration" mode="period-part"/>
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

  <!-- A rule: its parts in the order of the table, the values of one part joined; others behind. -->
  <xsl:template match="c:recur" mode="value">
    <xsl:variable name="text" select="text()[normalize-space() != '']"/>
    <xsl:choose>
      <xsl:when test="$text">
        <xsl:apply-templates select="$text[1]" mode="trimmed"/>
      </xsl:when>
      <xsl:otherwise>
        <xsl:for-each select="c:*">
          <xsl:sort data-type="number" select="string-length(substring-before(
              concat($rule-parts, translate(local-name(), $lower, $upper), ' '),
              concat(' ', translate(local-name(), $lower, $upper), ' ')))"/>
          <xsl:variable name="part" select="local-name()"/>
          <xsl:choose>
            <xsl:when test="preceding-sibling::c:*[local-name() = $part]">,</xsl:when>
            <xsl:otherwise>
              <xsl:if test="position() &gt; 1">;</xsl:if>
              <xsl:call-template name="upper-name"/>
              <xsl:text>=</xsl:text>
            </xsl:otherwise>
          </xsl:choose>
          <xsl:apply-templates select="." mode="rule-part"/>
        </xsl:for-each>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template match="c:*" mode="rule-part">
    <xsl:apply-templates select="." mode="trimmed"/>
  </xsl:template>

  <!-- UNTIL stands directly in its element, or in date or date-time as Kolab 3 writes it. -->
  <xsl:template match="c:until" mode="rule-part">
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
      <xsl:with-param name="text" select="string($trimmed)"/>
      <xsl:with-param name="type" select="string($type)"/>
    </xsl:call-template>
  </xsl:template>

  <!-- Turns the ISO 8601 form of XML into the basic one of iCalendar; what is neither stays as it stands. -->
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
      <xsl:when test="$type = 'boolean' and ($word = 'true' or $word = '1')">TRUE</xsl:when>
      <xsl:when test="$type = 'boolean' and ($word = 'false' or $word = '0')">FALSE</xsl:when>
      <xsl:otherwise>
        <xsl:if test="$reports and contains(' date date-time time utc-offset boolean ', concat(' ', $type, ' '))">
          <xsl:call-template name="report">
            <xsl:with-param name="what" select="concat('no ', $type, '; kept as it stands')"/>
          </xsl:call-template>
        </xsl:if>
        <xsl:value-of select="translate($text, $line-break, '  ')"/>
      </xsl:otherwise>
    </xsl:choose>
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

  <!-- What binds the prefix of the element or attribute at hand, unless the scope says the same already. -->
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

  <!-- What replace-each replaces: each rule is what is found, a blank, what stands for it, a bar. -->
  <xsl:variable name="escape-rules" select="'\ \\|; \;|, \,|&#13;&#10; \n|&#13; \n|&#10; \n|'"/>
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
    <xsl:variable name="normal" select="normalize-space()"/>
    <xsl:choose>
      <xsl:when test="contains($normal, ' ')">
        <xsl:variable name="first" select="substring($normal, 1, 1)"/>
        <xsl:variable name="trimmed">
          <xsl:call-template name="without-trailing-blanks">
            <xsl:with-param name="text" select="concat($first, substring-after(., $first))"/>
          </xsl:call-template>
        </xsl:variable>
        <xsl:value-of select="translate($trimmed, $line-break, '  ')"/>
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
    A text folded, the first line of which has `room` octets left; behind a mark, how many its last line has left. Long
    texts are halved again and again: the recursion stays shallow, and no engine copies the whole text once a line.
  -->
  <xsl:template name="folded">
    <xsl:param name="text"/>
    <xsl:param name="length"/>
    <xsl:param name="room"/>
    <xsl:choose>
      <xsl:when test="$length &gt; 600">
        <xsl:variable name="middle" select="floor($length div 2)"/>
        <!-- Behind the second half of a character, for engines that count units of UTF-16. -->
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
    counted before. The text's own density tells where to look.
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

  <!-- How many octets a text has in UTF-8; where the engine cannot tell, every character beyond ASCII counts as four. -->
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
