import { useCallback } from 'react';
import { Input } from 'antd';
import { useNavigate } from 'react-router';
import { CreateApplication, type CommandAnswer, type RoleGrant } from '#libs/contracts';
import { UNITS, checkCreditCode, isRuleId, renderRule } from '#libs/policy';
import { sourceOf, type ShownError } from '../api/field-errors.view.js';
import { useOfficeCalendar } from '../calendar/office-calendar.api.js';
import { Field } from '../decisions/field.part.js';
import { FormEnd } from '../decisions/form-end.part.js';
import { useForm } from '../decisions/use-form.part.js';
import { useSession } from '../session/session.js';
import { ChoiceSelect } from '../shell/choice-select.part.js';
import { unitName } from '../shell/office-name.view.js';
import { usePageTitle } from '../shell/page-title.part.js';
import { Waiting } from '../shell/waiting.part.js';
import { useCaseWords } from '../wording/case-words.part.js';
import { useWords } from '../wording/language.part.js';
import { usePlanFormWords } from '../wording/plan-form-words.part.js';

type Values = Readonly<Record<'employerUscc' | 'unionUscc' | 'siteUnit' | 'siteAddress' | 'programmeYear', string>>;

/** The unions for which this person prepares applications. */
const unionsOf = (roles: readonly RoleGrant[]): readonly RoleGrant[] =>
  roles.filter(({ role, organisation }) => role === 'GU_HANDLER' && organisation !== undefined);

/** A union's handler opens a draft: for whom, and where. */
export const NewCasePage = () => {
  const planWords = usePlanFormWords();
  const { session } = useSession();
  const calendar = useOfficeCalendar();
  const heading = usePageTitle(planWords.newCase);
  const unions = unionsOf(session.account.roles);
  return (
    <article className="case narrow">
      <h1 ref={heading} tabIndex={-1}>
        {planWords.newCase}
      </h1>
      <p className="quiet">{planWords.newCaseHint}</p>
      <section className="sheet">
        {unions.length === 0 ? <p>{planWords.noUnion}</p> : null}
        {unions.length > 0 && calendar === undefined ? <Waiting /> : null}
        {unions.length > 0 && calendar !== undefined ? (
          <NewCaseForm unions={unions} year={Number(calendar.today.slice(0, 4))} />
        ) : null}
      </section>
    </article>
  );
};

const POINTERS = ['/employerUscc', '/unionUscc', '/managingUnit', '/siteUnit', '/siteAddress', '/programmeYear'];

const useNewCase = (unions: readonly RoleGrant[], year: number) => {
  const navigate = useNavigate();
  const planWords = usePlanFormWords();
  const initial: Values = {
    employerUscc: '',
    unionUscc: unions[0]?.organisation ?? '',
    siteUnit: '',
    siteAddress: '',
    programmeYear: String(year),
  };
  const onAnswer = useCallback(({ id }: CommandAnswer) => void navigate(`/cases/${id}/plan`), [navigate]);
  return useForm({
    path: '/api/applications/applications',
    initial,
    version: undefined,
    bodyOf: (values: Values) => {
      const managingUnit = unions.find(({ organisation }) => organisation === values.unionUscc)?.unit ?? '';
      const body = { ...values, managingUnit, programmeYear: Number(values.programmeYear) };
      const { error } = CreateApplication.safeParse(body);
      if (error === undefined) return { body };
      return {
        errors: error.issues.map((issue) => ({
          rule: 'F1',
          pointer: `/${issue.path.join('/')}`,
          text: planWords.problems.missing,
          source: undefined,
        })),
      };
    },
    onAnswer,
  });
};

const NewCaseForm = ({ unions, year }: { unions: readonly RoleGrant[]; year: number }) => {
  const { words } = useWords();
  const caseWords = useCaseWords();
  const planWords = usePlanFormWords();
  const form = useNewCase(unions, year);
  const { values, change, at } = form;
  const union = unions.find(({ organisation }) => organisation === values.unionUscc);
  const none = { value: '', label: planWords.choose };
  const units = UNITS.map(({ unitCode, ...unit }) => ({ value: unitCode, label: unit[words.language] }));
  return (
    <form onSubmit={form.submit} noValidate>
      <CodeField
        value={values.employerUscc}
        errors={at('/employerUscc')}
        onChange={(employerUscc) => change({ employerUscc })}
      />
      <Field label={planWords.union} errors={[...at('/unionUscc'), ...at('/managingUnit')]}>
        {(control) => (
          <ChoiceSelect
            {...control}
            value={values.unionUscc}
            onChange={(unionUscc) => change({ unionUscc })}
            options={unions.map(({ organisation = '' }) => ({ value: organisation, label: organisation }))}
          />
        )}
      </Field>
      <p>
        {planWords.managingUnit}：<strong>{unitName(union?.unit ?? '', words.language)}</strong>{' '}
        <span className="quiet">{planWords.managingHint}</span>
      </p>
      <Field label={planWords.siteUnit} hint={planWords.siteUnitHint} errors={at('/siteUnit')}>
        {(control) => (
          <ChoiceSelect
            {...control}
            value={values.siteUnit}
            onChange={(siteUnit) => change({ siteUnit })}
            options={[none, ...units]}
          />
        )}
      </Field>
      <Field label={planWords.siteAddress} hint={planWords.siteAddressHint} errors={at('/siteAddress')}>
        {(control) => (
          <Input
            {...control}
            maxLength={200}
            value={values.siteAddress}
            onChange={(event) => change({ siteAddress: event.target.value })}
          />
        )}
      </Field>
      <Field label={planWords.programmeYear} errors={at('/programmeYear')}>
        {(control) => (
          <ChoiceSelect
            {...control}
            value={values.programmeYear}
            onChange={(programmeYear) => change({ programmeYear })}
            options={[year, year + 1].map((one) => ({ value: String(one), label: caseWords.year(one) }))}
          />
        )}
      </Field>
      <FormEnd {...form.end} pointers={POINTERS} label={planWords.createCase} />
    </form>
  );
};

interface CodeProps {
  readonly value: string;
  readonly errors: readonly ShownError[];
  readonly onChange: (value: string) => void;
}

/** The credit code is looked at as soon as it is as long as one, by the rules that the server has (R-ID-01, R-ID-02). */
const CodeField = ({ value, errors, onChange }: CodeProps) => {
  const { words } = useWords();
  const planWords = usePlanFormWords();
  const pointer = '/employerUscc';
  const live = value.trim().length < CODE_LENGTH ? [] : checkCreditCode(value, pointer);
  const shown = live.flatMap(({ rule, params }): readonly ShownError[] =>
    isRuleId(rule) ? [{ rule, pointer, text: renderRule(rule, params)[words.language], source: sourceOf(rule) }] : [],
  );
  return (
    <Field label={planWords.employerUscc} errors={shown.length > 0 ? shown : errors}>
      {(control) => (
        <Input {...control} maxLength={40} value={value} onChange={(event) => onChange(event.target.value)} />
      )}
    </Field>
  );
};

const CODE_LENGTH = 18;
