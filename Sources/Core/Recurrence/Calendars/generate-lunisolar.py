#!/usr/bin/env python3
"""Writes ChineseMonths.swift and DangiMonths.swift next to it.

    pip install ephem==4.2 && python3 generate-lunisolar.py

The rules are those of GB/T 33661-2017, applied to new moons and solar terms that ephem (libastro) computes to a second
or two: a month begins on the day of the new moon, the winter solstice lies in month 11, and where thirteen months lie
between two solstices the first without a principal term is a leap month. Days are those of the meridian that the
authorities used:

- China: Beijing's mean solar time up to 1928, then UTC+8. Before 1912 the printed almanac of the Qing decides.
- Korea: UTC+8 up to 1911, which gives the months of the Korea Astronomy and Space Science Institute, then UTC+9, and
  UTC+8:30 from 1954-03-21 to 1961-08-09.

The lag of the earth's rotation (Delta T) is known for the past only. After 2020 the parabola of Morrison
and others (2021) is taken; a year after 2100 is written only if its months stay the same with 60 seconds more or less,
and each table ends before the first that does not. Years up to 2100 that depend on these seconds are printed; they are
taken as computed where `DECIDED` has nothing else.

One word of the result is one year, a hexadecimal number: the month that a leap month follows (0 for none) times 65536,
plus a bit for each month of 30 days, the first month lowest. Years are numbered as by CLDR: cycles of sixty, times sixty, plus the year of the cycle.
"""
import bisect
import datetime
import math
import sys
from pathlib import Path

import ephem

EPOCH = datetime.date(1970, 1, 1)
EPOCH_IN_EPHEM = ephem.Date("1970/1/1")
FIRST_YEAR, LAST_CERTAIN_YEAR, LAST_YEAR = 1900, 2100, 2250
DELTA_T_MARGIN = 60

# Months whose first day the computation above does not settle: {day computed: (day decided, reason)}.
DECIDED = {
    "chinese": {
        "1906-04-23": ("1906-04-24", "the almanac printed for that year, as in the tables of the Hong Kong Observatory"),
    },
    "dangi": {
        "2074-08-23": ("2074-08-22", "15 seconds from midnight; the day that ICU has"),
    },
}


def days(year, month, day):
    return (datetime.date(year, month, day) - EPOCH).days


def chinese_offset(day):
    return 8 / 24 if day >= days(1929, 1, 1) else (116 + 25 / 60) / 360


def korean_offset(day):
    if day < days(1912, 1, 1):
        return 8 / 24
    return 8.5 / 24 if days(1954, 3, 21) <= day < days(1961, 8, 10) else 9 / 24


def new_moons(first, last):
    found, date = [], ephem.Date(f"{first}/1/1")
    while True:
        date = ephem.next_new_moon(date)
        if date > ephem.Date(f"{last}/1/1"):
            return found
        found.append(date - EPOCH_IN_EPHEM)
        date = ephem.Date(date + 1)


def longitude(date):
    """The apparent longitude of the sun in degrees."""
    sun = ephem.Sun()
    sun.compute(date, epoch=date)
    return math.degrees(ephem.Ecliptic(ephem.Equatorial(sun.g_ra, sun.g_dec, epoch=date), epoch=date).lon)


def principal_terms(first, last):
    """The moments at which the sun's longitude is a multiple of 30 degrees, with that multiple."""
    found, date, end = [], float(ephem.Date(f"{first}/1/1")), float(ephem.Date(f"{last}/1/1"))
    number = math.ceil(longitude(ephem.Date(date)) / 30)
    while True:
        target = number * 30 % 360
        moment = date + (target - longitude(ephem.Date(date))) % 360 / 360 * 365.2422
        for _ in range(8):
            moment += ((target - longitude(ephem.Date(moment)) + 180) % 360 - 180) / 360 * 365.2422
        if moment > end:
            return found
        found.append((moment - float(EPOCH_IN_EPHEM), number % 12))
        date, number = moment + 20, number + 1


def corrected(day, more):
    """A moment of ephem with the Delta T of Morrison and others, and `more` seconds of it, after 2020."""
    year = 1970 + day / 365.2425
    if year < 2020:
        return day
    t = (year - 1825) / 100
    delta = -150.568 + 31.4115 * t * t + 284.8436 * math.cos(2 * math.pi * (t + 0.75) / 14)
    return day + (float(ephem.delta_t(ephem.Date(EPOCH_IN_EPHEM + day))) - delta - more) / 86400


def months(moons, terms, offset, decided):
    """(first day, number, is leap) of each month."""
    moves = {days(*map(int, old.split("-"))): days(*map(int, new.split("-"))) for old, (new, _) in decided.items()}
    moons = [math.floor(moon + offset(moon)) for moon in moons]
    moons = [moves.get(day, day) for day in moons]
    terms = [(math.floor(moment + offset(moment)), number) for moment, number in terms]
    term_days = [day for day, _ in terms]
    solstices = [day for day, number in terms if number == 9]
    found = []
    for one, next_one in zip(solstices, solstices[1:]):
        start, end = (bisect.bisect_right(moons, day) - 1 for day in (one, next_one))
        leap = None
        if end - start == 13:
            leap = next(
                x for x in range(start, end)
                if bisect.bisect_left(term_days, moons[x]) == bisect.bisect_left(term_days, moons[x + 1])
            )
        number = 10
        for x in range(start, end):
            if x != leap:
                number = number % 12 + 1
            found.append((moons[x], number, x == leap))
    return found


def years(found):
    """{Gregorian year in which it begins: (first day, word)}."""
    result, starts = {}, [x for x, (_, number, leap) in enumerate(found) if number == 1 and not leap]
    for start, end in zip(starts, starts[1:]):
        word = 0
        for place in range(start, end):
            length = found[place + 1][0] - found[place][0]
            assert length in (29, 30), found[place]
            word |= (length == 30) << (place - start)
            word |= found[place][1] << 16 if found[place][2] else 0
        result[(EPOCH + datetime.timedelta(found[start][0])).year] = (found[start][0], word)
    return result


def table(name, moons, terms, offset):
    variants = []
    for more in (0, -DELTA_T_MARGIN, DELTA_T_MARGIN):
        shifted = [corrected(moon, more) for moon in moons], [(corrected(m, more), n) for m, n in terms]
        variants.append(years(months(*shifted, offset, DECIDED[name])))
    chosen = {}
    for year in range(FIRST_YEAR, LAST_YEAR):
        if len({variant[year] for variant in variants}) > 1:
            print(f"{name} {year} depends on Delta T", file=sys.stderr)
            if year > LAST_CERTAIN_YEAR:
                break
        chosen[year] = variants[0][year]
    return chosen


def swift(name, comment, chosen):
    words = [f"{word:x}" for _, word in chosen.values()]
    lines = [" ".join(words[start:start + 15]) for start in range(0, len(words), 15)]
    body = "".join(f"        {line}\n" for line in lines)
    first, last = min(chosen), max(chosen)
    return (
        "// swift-format-ignore-file\n// Generated by generate-lunisolar.py; change that instead.\n\n"
        f"extension MonthTable {{\n    /// {comment} from that which begins in {first} to that which begins in {last}.\n"
        f"    static let {name} = MonthTable(firstYear: {first + 2697}, firstDay: {chosen[first][0]}, words: \"\"\"\n"
        f"{body}        \"\"\")\n}}\n"
    )


def main():
    moons, terms = new_moons(FIRST_YEAR - 5, LAST_YEAR + 5), principal_terms(FIRST_YEAR - 5, LAST_YEAR + 5)
    here = Path(__file__).resolve().parent
    for name, comment, offset in [
        ("chinese", "The years of the Chinese calendar", chinese_offset),
        ("dangi", "The years of the Korean calendar", korean_offset),
    ]:
        text = swift(name, comment, table(name, moons, terms, offset))
        (here / f"{name.capitalize()}Months.swift").write_text(text)


if __name__ == "__main__":
    main()
