const transform = {
  '^.+\\.ts$': [
    '@swc/jest',
    {
      jsc: {
        target: 'es2022',
        parser: { syntax: 'typescript', decorators: true },
        transform: { legacyDecorator: true, decoratorMetadata: true },
        keepClassNames: true,
      },
      module: { type: 'es6' },
    },
  ],
};

/** One project per kind of test: the suffix says what a test needs (docs/testing.md). */
const project = (displayName, testMatch, extra = {}) => ({
  displayName,
  testMatch,
  extensionsToTreatAsEsm: ['.ts'],
  moduleNameMapper: { '^#libs/(.*)$': '<rootDir>/libs/$1/src/index.ts', '^(\\.{1,2}/.*)\\.js$': '$1' },
  transform,
  testPathIgnorePatterns: ['/node_modules/', '/dist/', '/.data/'],
  modulePathIgnorePatterns: ['<rootDir>/dist/'],
  ...extra,
});

export default {
  projects: [
    project('unit', ['<rootDir>/**/*.spec.ts'], {
      testPathIgnorePatterns: ['/node_modules/', '/dist/', '/.data/', '\\.(int|e2e|extra)\\.spec\\.ts$'],
    }),
    project('integration', ['<rootDir>/**/*.int.spec.ts'], {
      globalSetup: '<rootDir>/libs/testing/src/engines-per-run.mjs',
      globalTeardown: '<rootDir>/libs/testing/src/engines-per-run-end.mjs',
    }),
    project('end-to-end', ['<rootDir>/**/*.e2e.spec.ts']),
    project('extra', ['<rootDir>/**/*.extra.spec.ts']),
  ],
};
