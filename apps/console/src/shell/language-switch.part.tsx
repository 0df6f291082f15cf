import { Segmented } from 'antd';
import { useWords, type LanguageCode } from '../wording/language.part.js';

const LANGUAGES: readonly { readonly value: LanguageCode; readonly label: string }[] = [
  { value: 'zh-CN', label: '中文' },
  { value: 'en', label: 'English' },
];

/** Each language under its own name, so that it is found from the other one. */
export const LanguageSwitch = () => {
  const { words, language, choose } = useWords();
  return (
    <Segmented
      aria-label={words.shell.language}
      options={LANGUAGES.map(({ value, label }) => ({ value, label: <span lang={value}>{label}</span> }))}
      value={language}
      onChange={choose}
    />
  );
};
