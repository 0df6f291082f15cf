import {
  PLAN_SECTIONS,
  type AdvancingStep,
  type AttachmentCode,
  type PlanItem,
  type PlanSection,
  type ServicePlan,
} from '#libs/contracts';

/** Sections whose content is their own; attachments are compared one by one. */
const FORMS = PLAN_SECTIONS.filter(
  (section): section is Exclude<PlanSection, 'attachments'> => section !== 'attachments',
);

/** What differs between two versions of a plan, as far as the rules of a correction ask. */
export interface PlanChanges {
  /** Forms by their section, attachments by their code. */
  readonly items: readonly PlanItem[];
  /** Budget rows, amounts or the mode of provision changed: what a committee decides on, whoever listed it. */
  readonly decided: boolean;
}

/** Compares two versions of one plan. The order of attachments says nothing; that of rows does. */
export const planChanges = (before: ServicePlan, after: ServicePlan): PlanChanges => ({
  items: [...FORMS.filter((section) => !isSame(before[section], after[section])), ...changedAttachments(before, after)],
  decided: !isSame(before.budget.rows, after.budget.rows) || before.service.mode !== after.service.mode,
});

/** True when the committee has to decide on the corrected version anew (R-COM-08). `listed` are the defects' items. */
export const needsResolution = (changes: PlanChanges, listed: readonly PlanItem[]): boolean =>
  changes.decided || changes.items.some((item) => !isListed(item, listed));

const isListed = (item: PlanItem, listed: readonly PlanItem[]): boolean =>
  listed.includes(item) || (isAttachment(item) && listed.includes('attachments'));

const isAttachment = (item: PlanItem): item is AttachmentCode => !PLAN_SECTIONS.some((section) => section === item);

const changedAttachments = (before: ServicePlan, after: ServicePlan): readonly AttachmentCode[] => {
  const codes = new Set([...before.attachments, ...after.attachments].map(({ code }) => code));
  return [...codes].filter((code) => filesOf(before, code) !== filesOf(after, code)).toSorted();
};

/** A file is what its content is: a new name for the same bytes is no change. */
const filesOf = ({ attachments }: ServicePlan, code: AttachmentCode): string =>
  attachments
    .filter((attachment) => attachment.code === code)
    .map(({ hash }) => hash)
    .toSorted()
    .join();

/** Both values as JSON has them: members that are undefined are not there, their order says nothing. */
const isSame = (one: unknown, other: unknown): boolean => {
  if (Array.isArray(one) && Array.isArray(other)) {
    return one.length === other.length && one.every((value, index) => isSame(value, other[index]));
  }
  if (!isRecord(one) || !isRecord(other)) return one === other;
  const names = new Set([...Object.keys(one), ...Object.keys(other)]);
  return [...names].every((name) => isSame(one[name], other[name]));
};

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** What each of the two concurrent reviews looks at. Together they look at everything. */
const TRACK_ITEMS = {
  'municipal-review': [
    ...(['employer', 'union', 'service', 'budget'] as const),
    ...(['A01', 'A02', 'A03', 'A04', 'A05', 'A13', 'A14', 'A15', 'A17', 'A19', 'A20'] as const),
  ],
  'health-verification': [
    ...(['service', 'site', 'staff'] as const),
    ...(['A06', 'A07', 'A08', 'A09', 'A10', 'A11', 'A12', 'A13', 'A16', 'A18'] as const),
  ],
} as const satisfies Partial<Record<AdvancingStep, readonly PlanItem[]>>;

export type TrackStep = keyof typeof TRACK_ITEMS;
export const TRACK_STEPS = ['municipal-review', 'health-verification'] as const satisfies readonly TrackStep[];

/** True when a track that has passed has to look again, because documents it looked at are others now. */
export const concernsTrack = (track: TrackStep, changed: readonly PlanItem[]): boolean => {
  const items: readonly PlanItem[] = TRACK_ITEMS[track];
  return changed.some((item) => item === 'attachments' || items.includes(item));
};
