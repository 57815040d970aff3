"""Conferences for tests, as the software of conferences exports them."""
import io
import json
import zipfile


def open_event(sessions=3, name="FOSSASIA Summit", identifier="b8324ae2"):
    """Open Event's own export as a ZIP archive."""
    event = {
        "id": 1, "identifier": identifier, "name": name, "latitude": 1.29, "longitude": 103.85, "location_name": "Lifelong Learning Institute",
        "starts_at": "2018-03-22T00:00:00+00:00", "ends_at": "2018-03-25T10:00:00+00:00", "timezone": "Asia/Singapore",
        "description": "<p>Open &amp; free.</p><p>Since 2009</p>", "external_event_url": "https://2018.fossasia.org",
        "organizer_name": "FOSSASIA", "privacy": "public",
    }
    rows, speakers = [], []
    for number in range(1, sessions + 1):
        speakers.append({"id": number, "name": f"Speaker {number}, Dr.", "email": f"s{number}@example.com"})
        hour, minute = 2 + number // 4 % 6, number % 4 * 15
        day = 22 + number // 24 % 3
        rows.append({
            "id": number, "title": f"Session {number} <3 & more", "subtitle": f"Part {number}",
            "short_abstract": f"<b>About</b> {number}", "long_abstract": "Long; text, with marks\nand lines",
            "starts_at": f"2018-03-{day}T{hour:02}:{minute:02}:00+00:00",
            "ends_at": f"2018-03-{day}T{hour:02}:{minute + 14:02}:00+00:00",
            "state": "accepted", "language": "en", "microlocation": {"id": number % 2 + 1, "name": f"Room {number % 2 + 1}"},
            "track": {"id": 1, "name": "Web"}, "session_type": {"id": 1, "name": "Talk"}, "speakers": [{"id": number, "name": f"Speaker {number}, Dr."}],
        })
    rows.append({"id": 9001, "title": "Rejected", "state": "rejected", "starts_at": "2018-03-22T02:00:00+00:00", "ends_at": "2018-03-22T02:30:00+00:00", "speakers": []})
    rows.append({"id": 9002, "title": "Without a time", "state": "accepted", "starts_at": None, "ends_at": None, "speakers": []})
    files = {
        "event": event, "meta": {"root_url": "https://example.com/"}, "sessions": rows, "speakers": speakers,
        "microlocations": [{"id": 1, "name": "Room 1", "floor": 1}, {"id": 2, "name": "Room 2", "floor": 2}],
        "tracks": [{"id": 1, "name": "Web", "color": "#fff"}], "session_types": [{"id": 1, "name": "Talk", "length": "00:30"}],
        "sponsors": [], "forms": [],
    }
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as target:
        for file, content in files.items():
            target.writestr(file, json.dumps(content, indent=4, ensure_ascii=False))
    return archive.getvalue()


FRAB = """<?xml version="1.0" encoding="UTF-8"?>
<schedule>
  <version>1</version>
  <conference>
    <title>Klimacamp</title><acronym>kc15</acronym><start>2015-08-07</start><end>2015-08-17</end><days>2</days>
    <timeslot_duration>00:15</timeslot_duration>
  </conference>
  <day index="1" date="2015-08-08" start="2015-08-08T04:00:00+02:00" end="2015-08-09T03:59:00+02:00">
    <room name="Zelt 1">
      <event id="101" guid="d7a5">
        <date>2015-08-08T10:30:00+02:00</date><start>10:30</start><duration>01:30</duration><room>Zelt 1</room>
        <slug>kc15-101</slug><url>https://example.org/101</url><title>Kohle</title><subtitle>und Luft</subtitle>
        <track>Energie</track><type>workshop</type><language>de</language><abstract>Kurz</abstract>
        <description>&lt;p&gt;Lang&lt;/p&gt;</description><logo/>
        <persons><person id="1">Änne Müller</person><person id="2">B. C.</person></persons><links/>
      </event>
    </room>
  </day>
</schedule>
""".encode()

PENTABARF = """<?xml version="1.0"?>
<schedule>
  <conference><title>Old Conference</title><start>2006-11-04</start><end>2006-11-05</end><days>1</days>
    <day_change>06:00</day_change><timeslot_duration>00:15</timeslot_duration></conference>
  <day date="2006-11-04" index="1"><room name="Main">
    <event id="7"><start>23:30</start><duration>01:00</duration><title>Late</title><persons><person id="3">D</person></persons></event>
    <event id="8"><start>00:30</start><duration>01:00</duration><title>Later</title><persons/></event>
  </room></day>
</schedule>
""".encode()

PRETALX = """<?xml version='1.0' encoding='utf-8' ?>
<schedule>
  <generator name="pretalx" version="2.3.1"/>
  <version>0.5</version>
  <conference><acronym>djc</acronym><title>DjangoCon</title><start>2019-04-10</start><end>2019-04-12</end><days>3</days>
    <timeslot_duration>00:05</timeslot_duration><base_url>https://pretalx.com</base_url><time_zone_name>Europe/Copenhagen</time_zone_name></conference>
  <day index='1' date='2019-04-10' start='2019-04-10T04:00:00+02:00' end='2019-04-11T03:59:00+02:00'>
    <room name='Bio' guid='fb88'>
      <event guid='6bd4c4f6-8e1a' id='1204' code='ABC'>
        <room>Bio</room><title>Maintaining a Django codebase</title><subtitle></subtitle><type>Talk</type>
        <date>2019-04-10T11:30:00+02:00</date><start>11:30</start><duration>00:45</duration>
        <abstract>So you have 10k commits</abstract><slug>djc-1204-maintaining</slug><track>Main</track>
        <persons><person id='1'>Joachim Jablon</person></persons><language>en</language><description></description>
        <recording><license></license><optout>false</optout></recording><links></links><attachments></attachments>
        <url>https://pretalx.com/djc/talk/ABC/</url>
      </event>
    </room>
  </day>
</schedule>
""".encode()
