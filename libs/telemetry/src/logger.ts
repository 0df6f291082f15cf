import type { LoggerService } from '@nestjs/common';
import { pino, type DestinationStream, type Logger as PinoLogger } from 'pino';
import { currentContext } from './request-context.js';
import { redact, redactText } from './redaction.js';

export interface LoggerOptions {
  /** Name of the service, on every line. */
  readonly service: string;
  readonly level?: string | undefined;
  /** Where lines go; standard output unless a test wants to read them. */
  readonly destination?: DestinationStream | undefined;
}

type Fields = Readonly<Record<string, unknown>>;
type Level = 'trace' | 'debug' | 'info' | 'warn' | 'error' | 'fatal';

/**
 * Structured JSON logs: one line per message with time, level, service, context, trace id, case id and actor id.
 * Serves Nest as its `LoggerService` and our own code through `info`, `warning` and `failure`, which take fields.
 */
export class StructuredLogger implements LoggerService {
  private readonly lines: PinoLogger;

  constructor(options: LoggerOptions) {
    const settings = {
      level: options.level ?? 'info',
      base: { service: options.service },
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label: string) => ({ level: label }) },
      mixin: contextFields,
    };
    // Synchronous, so that the last lines before an exit are not lost.
    this.lines = pino(settings, options.destination ?? pino.destination({ dest: 1, sync: true }));
  }

  info(message: string, fields: Fields = {}): void {
    this.write('info', message, fields);
  }

  warning(message: string, fields: Fields = {}): void {
    this.write('warn', message, fields);
  }

  failure(message: string, error: unknown, fields: Fields = {}): void {
    this.write('error', message, { ...fields, error });
  }

  log(message: unknown, ...more: unknown[]): void {
    this.fromNest('info', message, more);
  }

  error(message: unknown, ...more: unknown[]): void {
    this.fromNest('error', message, more);
  }

  warn(message: unknown, ...more: unknown[]): void {
    this.fromNest('warn', message, more);
  }

  debug(message: unknown, ...more: unknown[]): void {
    this.fromNest('debug', message, more);
  }

  verbose(message: unknown, ...more: unknown[]): void {
    this.fromNest('trace', message, more);
  }

  fatal(message: unknown, ...more: unknown[]): void {
    this.fromNest('fatal', message, more);
  }

  /** Nest's convention: the last string is the context (a class name), an earlier one on errors is the stack. */
  private fromNest(level: Level, message: unknown, more: readonly unknown[]): void {
    const texts = more.filter((item) => typeof item === 'string');
    const details = more.filter((item) => typeof item !== 'string' && item !== undefined);
    const context = texts.at(-1);
    const stack = texts.length > 1 ? texts[0] : undefined;
    const text = typeof message === 'string' ? message : message instanceof Error ? message.message : 'object';
    this.write(level, text, {
      ...(context === undefined ? {} : { context }),
      ...(stack === undefined ? {} : { stack }),
      ...(details.length === 0 ? {} : { details }),
      ...(typeof message === 'string' ? {} : { error: message }),
    });
  }

  private write(level: Level, message: string, fields: Fields): void {
    if (!this.lines.isLevelEnabled(level)) return;
    this.lines[level](redact(fields) as object, redactText(message));
  }
}

const contextFields = (): object => {
  const context = currentContext();
  if (!context) return {};
  return {
    traceId: context.trace.traceId,
    spanId: context.trace.spanId,
    ...(context.caseId === undefined ? {} : { caseId: context.caseId }),
    ...(context.actorId === undefined ? {} : { actorId: context.actorId }),
    ...(context.requestId === undefined ? {} : { requestId: context.requestId }),
  };
};
