"""Whether Kolab objects and iCalendar files of the fixtures mean the same, by readers that share no code with the package.

Objects are read with the standard library after the description of format 2.1 (1.0 with KEP 2, 3 and 8), iCalendar with
python-icalendar. Input: a file with one comparison a line, a JSON object with two lists of paths, `from` and `to`. Output: one
JSON object a line with `differences`: `uid`, `day` (of a changed occurrence; empty for the item), `property`, `from`, `to`.
"""
import datetime
import json
import sys
import xml.dom.minidom
import zoneinfo

import icalendar

UTC = datetime.timezone.utc
DAYS = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
MONTHS = ["january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december"]
STATUS = {"none": "NEEDS-ACTION", "accepted": "ACCEPTED", "declined": "DECLINED", "tentative": "TENTATIVE", "delegated": "DELEGATED"}
ROLES = {"required": "REQ-PARTICIPANT", "optional": "OPT-PARTICIPANT", "resource": "NON-PARTICIPANT"}
TASKS = {"not-started": "NEEDS-ACTION", "in-progress": "IN-PROCESS", "completed": "COMPLETED", "deferred": "CANCELLED",
         "waiting-on-someone-else": "NEEDS-ACTION"}
TEXTS = {"summary": "SUMMARY", "location": "LOCATION", "body": "DESCRIPTION", "color-label": "X-KOLAB-COLOR-LABEL"}
ENDS = {"event": "DTEND", "task": "DUE", "journal": "DTEND"}


def form(time):
    """A day, or an instant; a time without zone as it stands."""
    if not isinstance(time, datetime.datetime):
        return time.isoformat()
    return time.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ") if time.tzinfo else time.isoformat()


def all_of(element, name):
    return [c for c in element.childNodes if c.nodeType == c.ELEMENT_NODE and c.localName == name]


def text(element, name, strip=True):
    found = all_of(element, name)
    if not found:
        return None
    value = "".join(c.data for c in found[0].childNodes if c.nodeType in (c.TEXT_NODE, c.CDATA_SECTION_NODE))
    return value.strip() if strip else value


def kolab_time(element):
    value, zone = "".join(c.data for c in element.childNodes if c.nodeType == c.TEXT_NODE).strip(), element.getAttribute("tz")
    if len(value) == 10:
        return datetime.date.fromisoformat(value)
    time = datetime.datetime.fromisoformat(value.rstrip("Z"))
    return time.replace(tzinfo=UTC if zone in ("", "UTC") else zoneinfo.ZoneInfo(zone))


def kolab_fields(element, kind):
    """The properties that an object or a subevent states."""
    found = {name: text(element, tag, strip=False) or "" for tag, name in TEXTS.items() if all_of(element, tag)}
    for tag, name in (("start-date", "DTSTART"), ("due-date", "DUE"), ("end-date", "DTEND")):
        for child in all_of(element, tag):
            time = kolab_time(child)
            is_day = tag == "end-date" and not isinstance(time, datetime.datetime)
            found[name] = form(time + datetime.timedelta(days=1) if is_day else time)
    if all_of(element, "categories"):
        found["CATEGORIES"] = sorted(c.strip() for c in text(element, "categories").split(",") if c.strip())
    if all_of(element, "sensitivity"):
        found["CLASS"] = text(element, "sensitivity").upper()
    if all_of(element, "show-time-as"):
        found["TRANSP"] = "TRANSPARENT" if text(element, "show-time-as") == "free" else "OPAQUE"
    if kind == "task" and all_of(element, "status"):
        found["STATUS"] = TASKS.get(text(element, "status"), "")
    if kind == "task" and all_of(element, "completed"):
        found["PERCENT-COMPLETE"] = int(text(element, "completed"))
    for organizer in all_of(element, "organizer"):
        found["ORGANIZER"] = text(organizer, "smtp-address")
    if all_of(element, "attendee"):
        found["ATTENDEE"] = sorted(
            [text(a, "smtp-address") or "", STATUS.get(text(a, "status") or "none", ""), ROLES.get(text(a, "role") or "required", "")]
            for a in all_of(element, "attendee"))
    return found


def kolab_rule(element):
    numbers = [int(n) for n in (text(element, "daynumber"),) if n]
    days = [d.firstChild.data.strip()[:2].upper() for d in all_of(element, "day")]
    kind, month = element.getAttribute("type"), text(element, "month")
    rule = {"FREQ": element.getAttribute("cycle").upper(), "INTERVAL": int(text(element, "interval") or 1)}
    if kind == "weekday":
        days = [f"{numbers[0]}{d}" for d in days]
    if days:
        rule["BYDAY"] = sorted(days)
    if kind in ("daynumber", "monthday"):
        rule["BYMONTHDAY"] = numbers
    if kind == "yearday":
        rule["BYYEARDAY"] = numbers
    if month:
        rule["BYMONTH"] = [MONTHS.index(month) + 1]
    for limit in all_of(element, "range"):
        if limit.getAttribute("type") == "number":
            rule["COUNT"] = int(text(element, "range"))
        elif limit.getAttribute("type") == "date":
            rule["UNTIL"] = text(element, "range")[:10]
    return rule


def read_kolab(path):
    root = xml.dom.minidom.parse(path).documentElement
    kind = root.tagName.strip()
    item = {"fields": kolab_fields(root, kind), "excluded": [], "changed": {}}
    for recurrence in all_of(root, "recurrence"):
        item["fields"]["RRULE"] = kolab_rule(recurrence)
        for exclusion in all_of(recurrence, "exclusion"):
            day = "".join(c.data for c in exclusion.childNodes if c.nodeType == c.TEXT_NODE).strip()[:10]
            subevents = all_of(exclusion, "subevent")
            if subevents:
                item["changed"][day] = kolab_fields(subevents[0], kind)
            else:
                item["excluded"].append(day)
    return {text(root, "uid"): item}


def values(component, name):
    value = component.get(name)
    return [] if value is None else value if isinstance(value, list) else [value]


def address(value):
    return str(value)[7:] if str(value).lower().startswith("mailto:") else str(value)


def icalendar_fields(component):
    found = {name: str(values(component, name)[0]) for name in TEXTS.values() if values(component, name)}
    start = component.get("DTSTART")
    for name in ("DTSTART", "DTEND", "DUE"):
        if component.get(name) is not None:
            found[name] = form(component[name].dt)
    if start is not None and component.get("DURATION") is not None:
        found[ENDS[{"VEVENT": "event", "VTODO": "task"}.get(component.name, "journal")]] = form(start.dt + component["DURATION"].dt)
    categories = [str(c).strip() for value in values(component, "CATEGORIES") for c in value.cats]
    if any(categories):
        found["CATEGORIES"] = sorted(c for c in categories if c)
    for name in ("CLASS", "TRANSP") + (("STATUS",) if component.name == "VTODO" else ()):
        if values(component, name):
            found[name] = str(values(component, name)[0]).upper()
    if component.name == "VTODO" and values(component, "PERCENT-COMPLETE"):
        found["PERCENT-COMPLETE"] = int(values(component, "PERCENT-COMPLETE")[0])
    if values(component, "ORGANIZER"):
        found["ORGANIZER"] = address(values(component, "ORGANIZER")[0])
    if values(component, "ATTENDEE"):
        found["ATTENDEE"] = sorted([address(a), str(a.params.get("PARTSTAT", "NEEDS-ACTION")).upper(),
                                    str(a.params.get("ROLE", "REQ-PARTICIPANT")).upper()] for a in values(component, "ATTENDEE"))
    if values(component, "RRULE"):
        found["RRULE"] = icalendar_rule(values(component, "RRULE")[0], (start or component.get("DUE")).dt)
    return found


def icalendar_rule(recur, start):
    """A rule, with the parts that it takes from its start (RFC 5545 §3.3.10)."""
    rule = {"FREQ": str(recur["FREQ"][0]), "INTERVAL": int(recur.get("INTERVAL", [1])[0])}
    for name in ("BYMONTHDAY", "BYYEARDAY", "BYMONTH"):
        if name in recur:
            rule[name] = [int(n) for n in recur[name]]
    if "BYDAY" in recur:
        ordinal = str(recur["BYSETPOS"][0]) if len(recur.get("BYSETPOS", [])) == 1 and len(recur["BYDAY"]) == 1 else ""
        rule["BYDAY"] = sorted(ordinal + str(d).lstrip("+") for d in recur["BYDAY"])
    frequency = rule["FREQ"]
    has_day = any(n in rule for n in ("BYDAY", "BYMONTHDAY", "BYYEARDAY"))
    if frequency == "WEEKLY" and not has_day:
        rule["BYDAY"] = [DAYS[start.weekday()][:2].upper()]
    if frequency in ("MONTHLY", "YEARLY") and not has_day:
        rule["BYMONTHDAY"] = [start.day]
    if frequency == "YEARLY" and "BYMONTH" not in rule and "BYYEARDAY" not in rule:
        rule["BYMONTH"] = [start.month]
    if "COUNT" in recur:
        rule["COUNT"] = int(recur["COUNT"][0])
    if "UNTIL" in recur:
        until, zone = recur["UNTIL"][0], getattr(start, "tzinfo", None)
        isLocal = isinstance(until, datetime.datetime) and until.tzinfo and zone
        rule["UNTIL"] = (until.astimezone(zone) if isLocal else until).strftime("%Y-%m-%d")
    return rule


def read_icalendar(path):
    items, overrides = {}, []
    with open(path, "rb") as file:
        calendars = icalendar.Calendar.from_ical(file.read(), multiple=True)
    for component in (c for calendar in calendars for c in calendar.walk() if c.name in ("VEVENT", "VTODO", "VJOURNAL")):
        if component.get("RECURRENCE-ID") is not None:
            overrides.append(component)
            continue
        start = component.get("DTSTART") or component.get("DUE")
        zone = getattr(start.dt, "tzinfo", None) if start is not None else None
        days = [d.dt for value in values(component, "EXDATE") for d in value.dts]
        days = [d.astimezone(zone) if zone and isinstance(d, datetime.datetime) and d.tzinfo else d for d in days]
        items[str(component.get("UID", ""))] = {
            "fields": icalendar_fields(component), "zone": zone, "changed": {}, "excluded": [d.strftime("%Y-%m-%d") for d in days]}
    for component in overrides:
        item = items.get(str(component.get("UID", "")))
        if item is None:
            continue
        time = component["RECURRENCE-ID"].dt
        if isinstance(time, datetime.datetime) and time.tzinfo and item["zone"]:
            time = time.astimezone(item["zone"])
        day = time.strftime("%Y-%m-%d")
        if str(component.get("STATUS", "")) == "CANCELLED":
            item["excluded"].append(day)
        else:
            item["changed"].setdefault(day, icalendar_fields(component))
    return items


def differences(first, second):
    def differing(uid, day, one, other, names):
        for name in sorted(names):
            # What stands for the absence of a property says nothing.
            nothing = {"CLASS": "PUBLIC", "TRANSP": "OPAQUE", "ATTENDEE": [], "CATEGORIES": [], "STATUS": "NEEDS-ACTION",
                       "PERCENT-COMPLETE": 0}.get(name, "")
            left, right = one.get(name, nothing), other.get(name, nothing)
            if left != right:
                yield {"uid": uid, "day": day, "property": name, "from": left, "to": right}

    for uid in sorted(set(first) & set(second)):
        one, other = first[uid], second[uid]
        yield from differing(uid, "", one["fields"], other["fields"], set(one["fields"]) | set(other["fields"]))
        if sorted(set(one["excluded"])) != sorted(set(other["excluded"])):
            yield {"uid": uid, "day": "", "property": "EXDATE", "from": one["excluded"], "to": other["excluded"]}
        for day in sorted(set(one["changed"]) | set(other["changed"])):
            if day not in one["changed"] or day not in other["changed"]:
                yield {"uid": uid, "day": day, "property": "RECURRENCE-ID", "from": day in one["changed"], "to": day in other["changed"]}
                continue
            # What a subevent does not state is as in the series; times follow the day of the exclusion.
            left, right = ({**i["fields"], **i["changed"][day]} if i.get("inherits") else i["changed"][day] for i in (one, other))
            stated = [i["changed"][day] for i in (one, other) if i.get("inherits")]
            times = {n for n in ("DTSTART", "DTEND", "DUE") if any(n not in s for s in stated)}
            yield from differing(uid, day, left, right, (set(left) | set(right)) - times - {"RRULE"})


def read(paths):
    items = {}
    for path in paths:
        if path.endswith(".ics"):
            items.update(read_icalendar(path))
        else:
            found = read_kolab(path)
            for uid, item in found.items():
                # A second object of one UID is an occurrence that the first could not hold.
                items.setdefault(uid, {**item, "inherits": True})
    return items


for line in open(sys.argv[1]):
    pair = json.loads(line)
    print(json.dumps({"differences": list(differences(read(pair["from"]), read(pair["to"])))}, ensure_ascii=False))
