import type { RoleGrant } from '#libs/contracts';
import { CITY, ROLE_WORDS, findUnit } from '#libs/policy';
import type { Language } from '../api/field-errors.view.js';

/** A unit as people name it, by its code. */
export const unitName = (code: string, language: Language): string => findUnit(code)?.[language] ?? code;

/** A role as people name it; one that this page is too old to know keeps its code. */
export const roleName = (role: string, language: Language): string =>
  Object.hasOwn(ROLE_WORDS, role) ? ROLE_WORDS[role as RoleGrant['role']][language] : role;

/** What Chinese role names say where the unit's own name belongs. */
const ANY_UNIT = '区（市）县';

/** An office as people name it: the role, and the unit where it is not the city's. */
export const officeName = ({ role, unit }: { role: string; unit?: string | undefined }, language: Language): string => {
  const name = roleName(role, language);
  if (unit === undefined || unit === CITY.unitCode) return name;
  const where = unitName(unit, language);
  if (language === 'en') return `${name}, ${where}`;
  return name.includes(ANY_UNIT) ? name.replace(ANY_UNIT, where) : `${where}${name}`;
};
