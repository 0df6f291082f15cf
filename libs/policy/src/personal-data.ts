const IDENTITY_NUMBER =
  /(?<!\d)(\d{6}(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dXx])(?![\dA-Za-z])/gu;
const MOBILE_NUMBER = /(?<!\d)1[3-9]\d{9}(?!\d)/u;
const CHECK_DIGITS = '10X98765432';

/** GB 11643: the last character of an identity number follows from the others. */
const isIdentityNumber = (number: string): boolean => {
  const sum = Array.from(number.slice(0, 17)).reduce(
    (total, digit, at) => total + Number(digit) * (2 ** (17 - at) % 11),
    0,
  );
  return CHECK_DIGITS[sum % 11] === number.at(-1)?.toUpperCase();
};

/** True when a text has an identity number in it, or (`any`) a mobile number as well. */
export const hasPersonalNumber = (text: string, kind: 'identity' | 'any'): boolean =>
  Array.from(text.matchAll(IDENTITY_NUMBER)).some(([number]) => isIdentityNumber(number)) ||
  (kind === 'any' && MOBILE_NUMBER.test(text));

const CHILD = "(?:婴幼儿|幼儿|婴儿|儿童|宝宝|孩子|child(?:ren)?(?:[’']s)?)";
const ABOUT =
  '(?:姓名|名字|照片|身份证号?码?|出生医学证明|病历|病史|过敏史|健康档案|name|photo|ID number|health record)';

/** Labels that ask for, or give, what belongs to one child: `幼儿姓名：…`, `过敏史：…`. */
const OF_A_CHILD = new RegExp(`${CHILD}\\s*的?\\s*${ABOUT}\\s*[:：]|(?:过敏史|病史|出生医学证明编号)\\s*[:：]`, 'iu');

/** True when a text names a child, or carries an identity number or a health record (PIPL Art. 28, 31). */
export const hasChildData = (text: string): boolean => hasPersonalNumber(text, 'identity') || OF_A_CHILD.test(text);
