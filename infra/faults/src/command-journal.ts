import { closeSync, fsyncSync, mkdirSync, openSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import type { CommandAnswer, Position } from '#libs/contracts';
import type { ApiService } from '../../demonstration/src/gateway-client.js';

/** A command as it was sent; sent again, it is exactly this one. */
export interface SentCommand {
  readonly key: string;
  readonly account: string;
  readonly service: ApiService;
  readonly path: string;
  readonly body: unknown;
}

export interface AnsweredCommand extends SentCommand {
  readonly id: string;
  readonly position: Position;
}

export interface RefusedCommand extends SentCommand {
  readonly status: number;
  readonly rule: string;
}

/** A document whose hash was answered. */
export interface AnsweredUpload {
  readonly key: string;
  readonly account: string;
  readonly service: ApiService;
  readonly caseId: string | undefined;
  readonly content: string;
  readonly hash: string;
}

/**
 * What the robots know by themselves: every command before it is sent, every answer before anybody acts on it. On disk
 * before they go on, like the ledger of a client who will later say "but you answered me".
 */
export class CommandJournal {
  readonly sent = new Map<string, SentCommand>();
  readonly answered = new Map<string, AnsweredCommand>();
  readonly refused: RefusedCommand[] = [];
  readonly uploads: AnsweredUpload[] = [];
  /** Answers that a repeat contradicted; none may ever be here. */
  readonly contradictions: string[] = [];
  repeats = 0;
  private readonly file: number;

  constructor(path: string) {
    mkdirSync(dirname(path), { recursive: true });
    this.file = openSync(path, 'a');
  }

  /** Notes a command before it is sent; the one that was noted first under this key is the one to send. */
  send(command: SentCommand): SentCommand {
    const known = this.sent.get(command.key);
    if (known !== undefined) return known;
    this.write({ line: 'sent', ...command });
    this.sent.set(command.key, command);
    return command;
  }

  answer(command: SentCommand, { id, position, repeated }: CommandAnswer): void {
    const known = this.answered.get(command.key);
    if (known === undefined) {
      this.write({ line: 'answered', key: command.key, id, position, repeated });
      this.answered.set(command.key, { ...command, id, position });
      return;
    }
    this.repeats += 1;
    const isSame = known.position.subject === position.subject && known.position.sequence === position.sequence;
    if (isSame && repeated) return;
    this.contradictions.push(
      `${command.key} was answered with ${known.position.subject}@${known.position.sequence}, then with ` +
        `${position.subject}@${position.sequence}${repeated ? '' : ' and not as a repeat'}`,
    );
  }

  refuse(command: SentCommand, { status, rule }: { readonly status: number; readonly rule: string }): void {
    this.write({ line: 'refused', key: command.key, status, rule });
    this.refused.push({ ...command, status, rule });
  }

  upload(upload: AnsweredUpload): void {
    this.write({ line: 'uploaded', ...upload });
    this.uploads.push(upload);
  }

  close(): void {
    closeSync(this.file);
  }

  private write(line: object): void {
    writeSync(this.file, `${JSON.stringify(line)}\n`);
    fsyncSync(this.file);
  }
}
