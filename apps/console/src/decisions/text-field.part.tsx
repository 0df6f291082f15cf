import { Input } from 'antd';
import type { ShownError } from '../api/field-errors.view.js';
import { Field } from './field.part.js';

interface Props {
  readonly label: string;
  readonly hint?: string;
  readonly errors: readonly ShownError[];
  readonly rows?: number;
  /** Characters that the contract takes; 2,000 for every reason. */
  readonly most?: number;
  readonly value: string;
  readonly onChange: (value: string) => void;
}

/** A few lines in somebody's own words. */
export const TextField = ({ label, hint, errors, rows = 3, most = 2_000, value, onChange }: Props) => (
  <Field label={label} hint={hint} errors={errors}>
    {(control) => (
      <Input.TextArea
        {...control}
        rows={rows}
        maxLength={most}
        value={value}
        onChange={(event) => onChange(event.target.value)}
      />
    )}
  </Field>
);
