import { Body, Controller, Get, HttpCode, Injectable, Module, Param, Post, type DynamicModule } from '@nestjs/common';
import { z } from 'zod';
import {
  accept,
  refusal,
  refuse,
  type Actor,
  type CommandAnswer,
  type Decider,
  type EventEnvelope,
  type Position,
} from '#libs/contracts';
import { Allow, CurrentActor } from '#libs/access';
import { creatingId } from '#libs/aggregate';
import { ServiceEnvironment, readConfig } from '#libs/config';
import { After, CommandMeta } from '#libs/http';
import {
  CommandDesk,
  FactHandler,
  ServiceModule,
  aggregateKind,
  startService,
  type StartedService,
} from '#libs/service';

interface JarState {
  readonly marbles: number;
}
type JarCommand = { readonly type: 'open' } | { readonly type: 'add'; readonly marbles: number };
type JarEvent = { readonly type: 'jar.opened' | 'jar.added'; readonly data: { readonly marbles: number } };

/** The smallest aggregate with a rule: a jar holds ten marbles, and somebody has to fill it. */
const jarDecider: Decider<JarState, JarCommand, JarEvent> = {
  noun: 'jar',
  initial: { marbles: 0 },
  decide: (command, state) => {
    if (command.type === 'open') return accept([{ type: 'jar.opened', data: { marbles: 0 } }]);
    return state.marbles + command.marbles > 10
      ? refuse(refusal('R-FUND-03', '/marbles', { left: '0', amt: '1' }))
      : accept([{ type: 'jar.added', data: { marbles: command.marbles } }]);
  },
  evolve: (state, event) => ({ marbles: state.marbles + event.data.marbles }),
};
const Add = z.strictObject({ marbles: z.int().min(1) });
type Add = z.infer<typeof Add>;

@Allow({ kind: 'human', roles: ['GU_HANDLER'] })
@Controller('jars')
class JarController {
  constructor(private readonly desk: CommandDesk) {}

  @Post()
  open(@CommandMeta() meta: CommandMeta): Promise<CommandAnswer> {
    const id = creatingId(meta.actor.id, meta.key);
    const order = { command: { type: 'open' }, name: 'jar.open', body: {} } as const;
    return this.desk.run({ decider: jarDecider, id, creates: { caseId: id }, meta, ...order });
  }

  @Post(':id/marbles')
  @HttpCode(200)
  add(
    @Param('id') id: string,
    @Body({ schema: Add }) body: Add,
    @CommandMeta() meta: CommandMeta,
  ): Promise<CommandAnswer> {
    return this.desk.run({ decider: jarDecider, id, command: { type: 'add', ...body }, name: 'jar.add', body, meta });
  }

  @Get(':id')
  async show(
    @Param('id') id: string,
    @CurrentActor() actor: Actor,
    @After() after: Position | undefined,
  ): Promise<JarState> {
    return (await this.desk.read(jarDecider, id, { actor, after })).state;
  }
}

/** Keeps what it was told. `refuses` makes it say no for ever to some. */
@Injectable()
export class SeenEvents extends FactHandler {
  seen: string[] = [];
  cleared = 0;
  refuses: (event: EventEnvelope) => Error | undefined = () => undefined;
  apply(event: EventEnvelope): Promise<void> {
    const no = this.refuses(event);
    if (no !== undefined) return Promise.reject(no);
    this.seen.push(event.id);
    return Promise.resolve();
  }
  override clear(): Promise<void> {
    this.cleared += 1;
    this.seen = [];
    return Promise.resolve();
  }
}

const listing = {
  caseNo: '',
  employerName: '',
  employerUscc: '',
  unionUscc: '',
  managingUnit: '',
  siteUnit: '',
  mode: '',
  requestedUnionFen: 0,
};

@Module({})
export class JarsModule {
  static forRoot(environment: ServiceEnvironment, readModelVersion: number): DynamicModule {
    const kind = aggregateKind(jarDecider, ({ marbles }, head) =>
      marbles === 10
        ? []
        : [
            {
              ...head,
              kind: 'jar',
              action: 'marbles',
              role: 'GU_HANDLER',
              unit: null,
              organisation: null,
              assignee: null,
              openedOn: '2026-03-02',
              dueOn: null,
              reminded: false,
              escalation: 0,
              listing,
            },
          ],
    );
    const options = {
      name: 'approvals',
      environment,
      kinds: [kind],
      factHandlers: [SeenEvents],
      readModelVersion,
    } as const;
    return {
      module: JarsModule,
      imports: [ServiceModule.forRoot(options)],
      controllers: [JarController],
      providers: [SeenEvents],
    };
  }
}

/** A service of jars, named approvals, on these engines. */
export const startJars = (
  where: { readonly issuer: string; readonly mongoUrl: string; readonly kafkaBrokers: string },
  readModelVersion = 1,
): Promise<StartedService> => {
  const environment = readConfig(ServiceEnvironment, {
    NODE_ENV: 'test',
    LOG_LEVEL: 'silent',
    PORT: '0',
    OIDC_ISSUER: where.issuer,
    MONGODB_URL: where.mongoUrl,
    KAFKA_BROKERS: where.kafkaBrokers,
  });
  return startService({
    title: 'jars',
    module: () => JarsModule.forRoot(environment, readModelVersion),
    signals: false,
  });
};
