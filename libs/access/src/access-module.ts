import { Module, type DynamicModule } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import { AccessGuard } from './access-guard.js';
import { TokenVerifier, type VerifierOptions } from './token-verifier.js';

/** Puts the guard before every route. Import it once, in the root module: `AccessModule.forRoot({ issuer })`. */
@Module({})
export class AccessModule {
  static forRoot(options: VerifierOptions): DynamicModule {
    return {
      module: AccessModule,
      providers: [
        { provide: TokenVerifier, useValue: new TokenVerifier(options) },
        { provide: APP_GUARD, useClass: AccessGuard },
      ],
      exports: [TokenVerifier],
    };
  }
}
