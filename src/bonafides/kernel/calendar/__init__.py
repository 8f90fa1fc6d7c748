"""Days as the law counts them: working days by a published calendar, periods, last days. Pure: the calendar is data."""

from bonafides.kernel.calendar.period import DayOff, Period, PeriodUnit, last_day
from bonafides.kernel.calendar.working_days import OutsideCalendarError, WorkingDays

__all__ = ["DayOff", "OutsideCalendarError", "Period", "PeriodUnit", "WorkingDays", "last_day"]
