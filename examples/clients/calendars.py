"""Parses calendars with python3-icalendar: calendars.py FILE… Prints the events
of each; a file that is no calendar ends it with an error."""
import datetime
import json
import sys

from icalendar import Calendar


def moment(value):
    return value.dt.astimezone(datetime.timezone.utc).strftime("%Y-%m-%dT%H:%M:%S.000Z")


def values(event, key):
    found = event.get(key, [])
    return [str(v) for v in (found if isinstance(found, list) else [found])]


out = {}
for name in sys.argv[1:]:
    with open(name, "rb") as file:
        calendar = Calendar.from_ical(file.read())
    if calendar.get("version") is None or calendar.get("prodid") is None:
        raise ValueError(name + ": no VERSION or PRODID")
    out[name] = []
    for event in calendar.walk("VEVENT"):
        if event.errors:
            raise ValueError(name + ": " + repr(event.errors))
        out[name].append({
            "uid": str(event["uid"]),
            "summary": str(event["summary"]),
            "start": moment(event["dtstart"]),
            "end": moment(event["dtend"]),
            "sequence": int(event["sequence"]),
            "status": str(event["status"]),
            "impact": str(event["x-maintnote-impact"]),
            "objects": values(event, "x-maintnote-object-id"),
        })
print(json.dumps(out))
