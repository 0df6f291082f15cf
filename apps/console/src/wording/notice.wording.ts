import type { NoticeView } from '#libs/contracts';

/** Texts of public notices, for anybody and for those who decide on objections. */
export interface NoticeWords {
  readonly product: string;
  readonly title: string;
  readonly intro: string;
  readonly staff: string;
  readonly none: string;
  readonly open: (count: number) => string;
  readonly granted: (amount: string) => string;
  readonly until: (date: string) => string;
  readonly stopped: (date: string) => string;
  readonly stoppedWhy: string;
  readonly over: string;
  readonly toList: string;
  readonly notFound: string;
  readonly notFoundText: string;
  readonly facts: Readonly<
    Record<
      | 'caseNo'
      | 'employerName'
      | 'unionName'
      | 'institutionName'
      | 'siteAddress'
      | 'siteUnit'
      | 'managingUnit'
      | 'mode'
      | 'places'
      | 'unionGrantFen'
      | 'healthGrantFen'
      | 'period',
      string
    >
  >;
  readonly places: (count: number) => string;
  readonly why: string;
  readonly objectTitle: string;
  readonly objectText: string;
  readonly name: string;
  readonly contact: string;
  readonly nameHint: string;
  readonly text: string;
  readonly textHint: string;
  readonly textMissing: string;
  readonly privacy: string;
  readonly submit: string;
  readonly receiptTitle: string;
  readonly receiptText: string;
  readonly receiptNo: string;
  readonly receiptKeep: string;
  readonly receiptRepeated: string;
  readonly print: string;
  readonly another: string;
  readonly staffWords: {
    readonly objection: (number: number) => string;
    readonly statuses: Readonly<Record<NoticeView['state']['objections'][number]['status'], string>>;
    readonly lodgedOn: (date: string) => string;
    readonly anonymous: string;
    readonly textElsewhere: string;
    readonly which: string;
    readonly examination: string;
    readonly accept: string;
    readonly acceptHint: string;
    readonly setAside: string;
    readonly finding: string;
    readonly dismissed: string;
    readonly upheld: string;
    readonly upheldHint: string;
    readonly findingText: string;
    readonly otherSigned: (who: string, outcome: string) => string;
    readonly choose: string;
    readonly nothing: string;
    readonly examine: string;
    readonly sign: string;
  };
}
