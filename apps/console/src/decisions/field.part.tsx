import { useId, type ReactNode } from 'react';
import type { ShownError } from '../api/field-errors.view.js';

/** What a control is given so that its label, hint and errors belong to it. */
export interface ControlProps {
  readonly id: string;
  readonly 'aria-describedby': string | undefined;
  readonly 'aria-invalid': boolean;
}

interface Props {
  readonly label: string;
  readonly hint?: string | undefined;
  readonly errors?: readonly ShownError[];
  readonly children: (control: ControlProps) => ReactNode;
}

/** A control with its label, and what is wrong with it, said at its place. */
export const Field = ({ label, hint, errors = [], children }: Props) => {
  const id = useId();
  const hintId = `${id}-hint`;
  const errorId = `${id}-errors`;
  const described = [hint === undefined ? '' : hintId, errors.length === 0 ? '' : errorId].filter((one) => one !== '');
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      {hint === undefined ? null : (
        <p id={hintId} className="quiet">
          {hint}
        </p>
      )}
      {children({
        id,
        'aria-describedby': described.length === 0 ? undefined : described.join(' '),
        'aria-invalid': errors.length > 0,
      })}
      <ErrorLines id={errorId} errors={errors} />
    </div>
  );
};

/** Broken rules as sentences; each says its number, and its source where the law has one. */
export const ErrorLines = ({ id, errors }: { id?: string; errors: readonly ShownError[] }) =>
  errors.length === 0 ? null : (
    <ul className="errors" {...(id === undefined ? {} : { id })}>
      {errors.map(({ rule, pointer, text, source }) => (
        <li key={`${rule} ${pointer} ${text}`}>
          <span aria-hidden>⚠ </span>
          {text} <span className="rule">{[rule, source].filter((one) => one !== undefined).join(' · ')}</span>
        </li>
      ))}
    </ul>
  );

interface ChoicesProps<Value extends string> {
  readonly legend: string;
  readonly name: string;
  readonly options: readonly { readonly value: Value; readonly text: string }[];
  readonly value: Value | undefined;
  readonly errors?: readonly ShownError[];
  readonly onChange: (value: Value) => void;
}

/** One of a few, all of them in sight. */
export const Choices = <Value extends string>(props: ChoicesProps<Value>) => {
  const { legend, name, options, value, errors = [], onChange } = props;
  const id = useId();
  return (
    <fieldset className="choices" aria-describedby={errors.length === 0 ? undefined : id}>
      <legend>{legend}</legend>
      <div className="choices-row">
        {options.map((option) => (
          <label key={option.value} className="radio">
            <input
              type="radio"
              name={name}
              value={option.value}
              checked={option.value === value}
              onChange={() => onChange(option.value)}
            />
            <span>{option.text}</span>
          </label>
        ))}
      </div>
      <ErrorLines id={id} errors={errors} />
    </fieldset>
  );
};
