import { firstDayOfMonth, lastDayOfMonth } from "@yardstick/contracts";

/** Where Date32 begins and ends: an open validity. */
export const FIRST_DAY = "1900-01-01";
export const LAST_DAY = "2299-12-31";

export const dayFrom = (month: string | null) => (month === null ? FIRST_DAY : firstDayOfMonth(...yearAndMonth(month)));
export const dayTo = (month: string | null) => (month === null ? LAST_DAY : lastDayOfMonth(...yearAndMonth(month)));

const yearAndMonth = (month: string): [number, number] => [Number(month.slice(0, 4)), Number(month.slice(5, 7))];
