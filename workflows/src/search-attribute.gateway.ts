import type { Connection } from '@temporalio/client';

/** What a workflow can be found by, with the number that Temporal's operator interface has for the type. */
export const SEARCH_ATTRIBUTES = { CaseId: 2, CaseState: 2, NextAlarm: 6 } as const;

/**
 * Registers the search attributes that the namespace does not have yet. A workflow that sets an unknown one would stand
 * still, so the worker does this before it takes work.
 */
export const registerSearchAttributes = async (
  { operatorService }: Pick<Connection, 'operatorService'>,
  namespace: string,
): Promise<void> => {
  const missing = async (): Promise<Record<string, number>> => {
    const { customAttributes } = await operatorService.listSearchAttributes({ namespace });
    return Object.fromEntries(
      Object.entries(SEARCH_ATTRIBUTES).filter(([name]) => customAttributes[name] === undefined),
    );
  };
  const searchAttributes = await missing();
  if (Object.keys(searchAttributes).length === 0) return;
  try {
    await operatorService.addSearchAttributes({ namespace, searchAttributes });
  } catch (error) {
    // Another worker that starts at the same time may have been quicker.
    if (Object.keys(await missing()).length > 0) throw error;
  }
};
