import { Alert } from 'antd';
import { useOperationsWords } from '../wording/operations-words.part.js';
import { levelOf, waitings, type ProcessHealth } from './health.view.js';

const MARKS = { ready: '✓', attention: '!', waiting: '×', draining: '…', silent: '×' } as const;

/** What runs, what each process waits for, and the numbers by which trouble shows first. */
export const Health = ({ processes }: { processes: readonly ProcessHealth[] }) => {
  const texts = useOperationsWords();
  const waits = waitings(processes);
  const troubled = processes.filter((one) => ['waiting', 'silent'].includes(levelOf(one)));
  return (
    <section className="sheet" aria-label={texts.health}>
      <h2>{texts.health}</h2>
      <Alert
        type={troubled.length === 0 ? 'success' : 'error'}
        showIcon
        title={
          troubled.length === 0 ? texts.allReady : texts.notReady(troubled.map((one) => texts.processes[one.process]))
        }
        description={
          waits.length === 0 ? undefined : (
            <ul>
              {waits.map(({ process, engine, reason }) => (
                <li key={`${process} ${engine}`}>
                  {texts.waitsFor(texts.processes[process], texts.engines[engine] ?? engine)}{' '}
                  <code className="reason">{reason}</code>
                </li>
              ))}
            </ul>
          )
        }
      />
      <div className="table" tabIndex={0} role="region" aria-label={texts.processTable}>
        <table>
          <caption>{texts.processTable}</caption>
          <thead>
            <tr>
              {[texts.process, texts.standing, texts.checks, ...texts.metricHeads].map((head) => (
                <th key={head} scope="col">
                  {head}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {processes.map((one) => (
              <ProcessRow key={one.process} health={one} />
            ))}
          </tbody>
        </table>
      </div>
      <p className="quiet">{texts.metricsHint}</p>
    </section>
  );
};

const ProcessRow = ({ health }: { health: ProcessHealth }) => {
  const texts = useOperationsWords();
  const level = levelOf(health);
  const { report, metrics } = health;
  const shown = [
    texts.seconds(metrics?.outboxSeconds),
    texts.number(metrics?.lag),
    texts.number(metrics?.deadLetters),
    texts.number(metrics?.parkedCases),
    texts.tasks(metrics?.openTasks, metrics?.overdueTasks),
  ];
  return (
    <tr>
      <th scope="row">{texts.processes[health.process]}</th>
      <td>
        <span className={`health health-${level}`}>
          <span aria-hidden>{MARKS[level]} </span>
          {texts.levels[level]}
        </span>
      </td>
      <td className="checks">
        {Object.entries(report?.checks ?? {}).map(([engine, { up }]) => (
          <span key={engine} className={up ? 'need' : 'tag tag-strong'}>
            <span aria-hidden>{up ? '✓' : '×'} </span>
            {texts.engines[engine] ?? engine}
            <span className="sr-only"> {up ? texts.up : texts.down}</span>
          </span>
        ))}
      </td>
      {shown.map((text, index) => (
        <td key={texts.metricHeads[index]}>{text}</td>
      ))}
    </tr>
  );
};
