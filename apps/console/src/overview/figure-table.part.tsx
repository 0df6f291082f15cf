import { Link } from 'react-router';
import type { ReactNode } from 'react';

export interface FigureRow {
  readonly key: string;
  readonly name: string;
  readonly cells: readonly { readonly text: string; readonly path?: string | undefined; readonly label?: string }[];
}

interface Props {
  readonly caption: string;
  readonly heads: readonly string[];
  readonly rows: readonly FigureRow[];
}

/** Numbers, each of which opens its cases. */
export const FigureTable = ({ caption, heads, rows }: Props) => (
  <div className="table" tabIndex={0} role="region" aria-label={caption}>
    <table className="figures">
      <caption>{caption}</caption>
      <thead>
        <tr>
          {heads.map((head) => (
            <th key={head} scope="col">
              {head}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map(({ key, name, cells }) => (
          <tr key={key}>
            <th scope="row">{name}</th>
            {cells.map(({ text, path, label }, index) => (
              <td key={heads[index + 1]}>
                <FigureLink path={path} label={label}>
                  {text}
                </FigureLink>
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  </div>
);

interface LinkProps {
  readonly path: string | undefined;
  readonly label?: string | undefined;
  readonly children: ReactNode;
}

/** What is nothing opens nothing. */
const FigureLink = ({ path, label, children }: LinkProps) =>
  path === undefined ? (
    <span>{children}</span>
  ) : (
    <Link to={path} {...(label === undefined ? {} : { 'aria-label': label })}>
      {children}
    </Link>
  );
