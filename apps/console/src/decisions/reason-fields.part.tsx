import type { ReasonCode } from '#libs/contracts';
import { REASON_CODES, isReasonCode } from '#libs/policy';
import type { ShownError } from '../api/field-errors.view.js';
import { ChoiceSelect } from '../shell/choice-select.part.js';
import { useDecisionWords } from '../wording/decision-words.part.js';
import { useWords } from '../wording/language.part.js';
import { Field, type ControlProps } from './field.part.js';
import { TextField } from './text-field.part.js';

interface Reason {
  readonly reasonCode: ReasonCode | '';
  readonly reasonText: string;
}

interface Props {
  readonly values: Reason;
  readonly at: (pointer: string) => readonly ShownError[];
  readonly onChange: (changes: Partial<Reason>) => void;
}

/** The reason of a negative decision: its code, and why in words (R-PROC-06). */
export const ReasonFields = ({ values, at, onChange }: Props) => {
  const words = useDecisionWords();
  return (
    <>
      <Field label={words.reasonCode} errors={at('/reasonCode')}>
        {(control) => (
          <ReasonCodeSelect
            control={control}
            value={values.reasonCode}
            onChange={(reasonCode) => onChange({ reasonCode })}
          />
        )}
      </Field>
      <TextField
        label={words.reasonText}
        hint={words.reasonHint}
        errors={at('/reasonText')}
        value={values.reasonText}
        onChange={(reasonText) => onChange({ reasonText })}
      />
    </>
  );
};

interface SelectProps {
  readonly control: ControlProps;
  readonly value: ReasonCode | '';
  readonly onChange: (code: ReasonCode | '') => void;
}

export const ReasonCodeSelect = ({ control, value, onChange }: SelectProps) => {
  const { words } = useWords();
  const decisionWords = useDecisionWords();
  const codes = Object.entries(REASON_CODES).map(([code, text]) => ({ value: code, label: text[words.language] }));
  return (
    <ChoiceSelect
      {...control}
      value={value}
      onChange={(code) => onChange(isReasonCode(code) ? code : '')}
      options={[{ value: '', label: decisionWords.choose }, ...codes]}
    />
  );
};
