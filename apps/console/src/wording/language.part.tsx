import { createContext, useContext, useEffect, useMemo, useState, type ReactNode } from 'react';
import { ConfigProvider, type ThemeConfig } from 'antd';
import enUS from 'antd/locale/en_US.js';
import zhCN from 'antd/locale/zh_CN.js';
import type { Language } from '../api/field-errors.view.js';
import { readKept, writeKept } from '../shell/kept.view.js';
import { EN } from './en.wording.js';
import type { Wording } from './console.wording.js';
import { ZH_CN } from './zh-cn.wording.js';

export type LanguageCode = 'zh-CN' | 'en';

/** Every text in the chosen language. */
export interface Words extends Wording {
  readonly language: Language;
}

const WORDS: Readonly<Record<LanguageCode, Words>> = {
  'zh-CN': { ...ZH_CN, language: 'zh' },
  en: { ...EN, language: 'en' },
};
const LOCALES = { 'zh-CN': zhCN, en: enUS } as const;
const KEPT = 'language';

interface Chosen {
  readonly words: Words;
  readonly language: LanguageCode;
  readonly choose: (language: LanguageCode) => void;
}

const LanguageContext = createContext<Chosen | undefined>(undefined);

export const useWords = (): Chosen => {
  const found = useContext(LanguageContext);
  if (found === undefined) throw new Error('useWords is used outside of LanguageProvider.');
  return found;
};

/** Calm, and every pair of colours with the contrast of WCAG 2.2 AA. */
const THEME: ThemeConfig = {
  token: {
    colorPrimary: '#145a55',
    colorLink: '#0f5f8a',
    colorText: '#1f2a2e',
    colorTextSecondary: '#4c5a61',
    colorTextTertiary: '#5a676d',
    colorTextDescription: '#4c5a61',
    colorTextPlaceholder: '#657278',
    colorBorder: '#8a979c',
    colorBgLayout: '#f6f5f1',
    colorError: '#b3261e',
    colorWarning: '#8a5300',
    colorWarningBg: '#fdf0dc',
    colorWarningBorder: '#dcb578',
    colorSuccess: '#1d6b3a',
    colorSuccessBg: '#e6f2ea',
    colorSuccessBorder: '#8fbf9f',
    borderRadius: 8,
    fontSize: 15,
    fontFamily: "'Noto Sans SC', 'PingFang SC', 'Microsoft YaHei', 'Source Han Sans SC', system-ui, sans-serif",
    controlHeight: 40,
    motion: false,
  },
};

/** The gateway puts the page's nonce here: Ant Design's styles may then be written under a strict policy. */
const nonceOf = (): string => document.querySelector('meta[name=csp-nonce]')?.getAttribute('content') ?? '';

/** Chinese first: English when somebody chose it on this browser. */
export const LanguageProvider = ({ children }: { children: ReactNode }) => {
  const [language, setLanguage] = useState<LanguageCode>(() => (readKept(KEPT) === 'en' ? 'en' : 'zh-CN'));
  useEffect(() => {
    document.documentElement.lang = language;
  }, [language]);
  const chosen = useMemo<Chosen>(
    () => ({
      words: WORDS[language],
      language,
      choose: (next) => {
        writeKept(KEPT, next);
        setLanguage(next);
      },
    }),
    [language],
  );
  return (
    <ConfigProvider
      locale={LOCALES[language]}
      theme={THEME}
      button={{ autoInsertSpace: false }}
      csp={{ nonce: nonceOf() }}
    >
      <LanguageContext value={chosen}>{children}</LanguageContext>
    </ConfigProvider>
  );
};
