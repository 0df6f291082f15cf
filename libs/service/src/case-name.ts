import { z } from 'zod';

/** How people call a case: its number, and the employer by name or, before that is known, by credit code. */
export interface CaseName {
  readonly caseNo: string | null;
  readonly employer: string | null;
}

export const NAMELESS: CaseName = { caseNo: null, employer: null };

/** What staff work and grants carry for their lists. */
const Listed = z.object({ listing: z.object({ caseNo: z.string(), employerName: z.string() }) });
/** What the application itself has, as state or as a view. */
const Applied = z.object({
  caseNo: z.string().nullable(),
  employerUscc: z.string(),
  plan: z.object({ facts: z.object({ employerName: z.string() }) }).nullable(),
});

/** The name in a state or a view of any aggregate of the case; undefined where there is none. */
export const caseNameIn = (state: unknown): CaseName | undefined => {
  const listed = Listed.safeParse(state).data?.listing;
  if (listed !== undefined) return { caseNo: listed.caseNo || null, employer: listed.employerName };
  const applied = Applied.safeParse(state).data;
  if (applied === undefined) return undefined;
  return { caseNo: applied.caseNo, employer: applied.plan?.facts.employerName ?? (applied.employerUscc || null) };
};
