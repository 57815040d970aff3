"""Prints the months of a calendar as PyICU has them: the version of ICU, then year, number, leap or not, and first day.

    python3 icu-oracle.py chinese -25537 52984

Days are counted from 1970-01-01. Needs PyICU (Debian: python3-icu).
"""
import sys

import icu

# PyICU does not name UCAL_IS_LEAP_MONTH.
YEAR, MONTH, DAY, EXTENDED_YEAR, ERA, IS_LEAP_MONTH = 1, 2, 5, 19, 0, 22


def main():
    name, first, end = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
    calendar = icu.Calendar.createInstance(icu.TimeZone.createTimeZone("GMT"), icu.Locale(f"en@calendar={name}"))
    is_cyclic = name in ("chinese", "dangi")

    def month(day):
        calendar.setTime(day * 86400.0 + 43200)
        year = calendar.get(ERA) * 60 + calendar.get(YEAR) if is_cyclic else calendar.get(EXTENDED_YEAR)
        number, leap = calendar.get(MONTH) + 1, calendar.get(IS_LEAP_MONTH) if is_cyclic else 0
        if name == "hebrew" and number > 5:
            # ICU numbers Adar I as 6 and Adar as 7 in every year.
            number, leap = (5, 1) if number == 6 else (number - 1, 0)
        return year, number, leap, day - calendar.get(DAY) + 1

    print(icu.ICU_VERSION)
    current = month(first)
    while current[3] < end:
        print(*current)
        following = month(current[3] + 32)
        if following[3] <= current[3]:
            following = month(current[3] + 45)
        current = following


main()
