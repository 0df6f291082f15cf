import { Module, type DynamicModule } from '@nestjs/common';
import { BrowserSessions } from '../session/browser-sessions.storage.js';
import { ConsoleFiles } from './console-files.storage.js';
import { ConsoleController } from './console.controller.js';

/** The console's page has every path that no other route has: import this last, because the first route that fits answers. */
@Module({})
export class ConsoleModule {
  static forRoot(files: ConsoleFiles, sessions: BrowserSessions): DynamicModule {
    return {
      module: ConsoleModule,
      controllers: [ConsoleController],
      providers: [
        { provide: ConsoleFiles, useValue: files },
        { provide: BrowserSessions, useValue: sessions },
      ],
    };
  }
}
