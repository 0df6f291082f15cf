import { Module, type DynamicModule } from '@nestjs/common';
import { HttpModule, type HttpModuleOptions } from '#libs/http';
import { OperationsModule, type ServiceOptions } from '#libs/service';
import { EntryConsumer } from './entry/entry.consumer.js';
import { EntryController } from './entry/entry.controller.js';
import { SearchController } from './entry/search.controller.js';
import { EntryLog } from './entry/entry.storage.js';
import { HistoryController } from './history/history.controller.js';
import { DoorEntryController } from './refusal/door-entry.controller.js';
import { RefusalController } from './refusal/refusal.controller.js';

/** The append-only record of everything, and what can be read from it. */
@Module({})
export class AuditsModule {
  static forRoot(http: HttpModuleOptions, log: EntryLog, own: ServiceOptions): DynamicModule {
    return {
      module: AuditsModule,
      imports: [HttpModule.forRoot(http), OperationsModule.forRoot(own, http.logger)],
      controllers: [
        EntryConsumer,
        EntryController,
        SearchController,
        HistoryController,
        RefusalController,
        DoorEntryController,
      ],
      providers: [{ provide: EntryLog, useValue: log }],
    };
  }
}
