import type { EmployerNature, ProvisionMode } from '#libs/contracts';
import { DEMONSTRATION_EMPLOYERS } from '../../counterparts/src/demonstration-employers.js';

/** What the acceptance cases say of an employer beside its name and codes. */
export interface DemonstrationSite {
  /** As in the account names: `gu-chair.e01`. */
  readonly code: string;
  readonly name: string;
  readonly employerUscc: string;
  readonly unionUscc: string;
  /** Unit of the union that recommends the employer. */
  readonly unit: string;
  /** Unit of the site, which may be another one (E03): its health authority verifies (R-ORG-03). */
  readonly siteUnit: string;
  readonly nature: EmployerNature;
  readonly medical: boolean;
  readonly mode: ProvisionMode;
  /** Where the site is; an address made of the code when it is left out. */
  readonly address?: string;
}

/** The third party of E02 and E10, with a filing for their sites. */
export const PROVIDER_USCC = '91510112MATX02021D';

type Traits = Pick<DemonstrationSite, 'nature' | 'mode'> & { readonly medical?: boolean; readonly siteUnit?: string };

const TRAITS: Readonly<Record<string, Traits>> = {
  e01: { nature: 'PUBLIC_INST', mode: 'SELF', medical: true },
  e02: { nature: 'PRIVATE', mode: 'THIRD_PARTY' },
  e03: { nature: 'PRIVATE', mode: 'SELF', siteUnit: '510116' },
  e04: { nature: 'SOE', mode: 'SELF' },
  e05: { nature: 'PUBLIC_INST', mode: 'SELF', medical: true },
  e06: { nature: 'FOREIGN', mode: 'THIRD_PARTY' },
  e07: { nature: 'PUBLIC_INST', mode: 'SELF' },
  e08: { nature: 'PRIVATE', mode: 'SELF' },
  e09: { nature: 'PRIVATE', mode: 'SELF' },
  e10: { nature: 'PRIVATE', mode: 'THIRD_PARTY' },
  e11: { nature: 'GOV', mode: 'SELF' },
  e12: { nature: 'OTHER', mode: 'JOINT' },
};

export const DEMONSTRATION_SITES: readonly DemonstrationSite[] = DEMONSTRATION_EMPLOYERS.flatMap((employer) => {
  const code = employer.code.toLowerCase();
  const traits = TRAITS[code];
  return traits ? [{ medical: false, siteUnit: employer.unit, ...employer, ...traits, code }] : [];
});

/** @throws Error for a code that is not among the demonstration employers */
export const siteOf = (code: string): DemonstrationSite => {
  const found = DEMONSTRATION_SITES.find((candidate) => candidate.code === code);
  if (!found) throw new Error(`There is no demonstration employer ${code}.`);
  return found;
};
