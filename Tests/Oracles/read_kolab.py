"""What readers of Kolab objects make of exclusions, for comparison with ours.

Three readers, independent of this package and of one another:

- `qt`: libkolab on Qt 5 takes all text inside an exclusion together, but for texts of white space only (QDom), and reads it
  with QDate::fromString(Qt::ISODate), which looks at ten characters and refuses a digit as the eleventh.
- `horde`: Horde's Kolab_Format takes the first text in an exclusion unchanged.
- `kep3`: a small reader of format 2.1 (KEP 2 and 3), which knows subevents: an absent start is that of the occurrence.

Input: a file with one document a line, in base64. Output: a JSON array with one object a document.
"""
import base64
import datetime
import json
import re
import sys
import xml.dom.minidom


def texts(node):
    """The text nodes below an element, in order; neighbouring ones are one."""
    for child in node.childNodes:
        if child.nodeType in (child.TEXT_NODE, child.CDATA_SECTION_NODE):
            yield child.data
        elif child.nodeType == child.ELEMENT_NODE:
            yield from texts(child)


def day(text):
    match = re.fullmatch(r"(\d{4})-(\d\d)-(\d\d)", text)
    try:
        return datetime.date(*map(int, match.groups())).isoformat() if match else None
    except ValueError:
        return None


def qt(exclusion):
    text = "".join(part for part in texts(exclusion) if part.strip())
    return None if len(text) > 10 and text[10].isdecimal() else day(text[:10])


def horde(exclusion):
    first = exclusion.firstChild
    return day(first.data) if first is not None and first.nodeType == first.TEXT_NODE else None


def children(element, name):
    return [c for c in element.childNodes if c.nodeType == c.ELEMENT_NODE and c.localName == name]


def own_text(element):
    return "".join(c.data for c in element.childNodes if c.nodeType == c.TEXT_NODE).strip()


def field(subevent, root, name):
    """A text of an occurrence: its subevent's if that has the element, else the series'."""
    for element in (subevent, root):
        found = children(element, name)
        if found:
            return own_text(found[0])
    return ""


def kep3(root, exclusion):
    date = day(own_text(exclusion)[:10])
    subevents = children(exclusion, "subevent")
    if not subevents or date is None:
        return {"day": date}
    starts = [own_text(e) for e in children(subevents[0], "start-date")]
    nominal = own_text(children(root, "start-date")[0])
    return {
        "day": date,
        "start": starts[0] if starts else date + nominal[10:],
        "summary": field(subevents[0], root, "summary"),
        "location": field(subevents[0], root, "location"),
    }


answers = []
for line in open(sys.argv[1]):
    root = xml.dom.minidom.parseString(base64.b64decode(line)).documentElement
    exclusions = [e for r in children(root, "recurrence") for e in children(r, "exclusion")]
    answers.append({
        "qt": [qt(e) for e in exclusions],
        "horde": [horde(e) for e in exclusions],
        "kep3": [kep3(root, e) for e in exclusions],
    })
json.dump(answers, sys.stdout)
