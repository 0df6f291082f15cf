import { describe, expect, it } from '@jest/globals';
import { addressFault, hostOf, isAddressRange, isPublic, listedAddresses, urlFault } from './endpoint.policy.js';

const NONE = listedAddresses([]);
/** What is wrong with an address written in a URL, as its parser reads it. */
const faultOf = (text: string, listed = NONE) => {
  const url = new URL(text);
  return urlFault(url) ?? addressFault(url.protocol, hostOf(url), listed) ?? null;
};

describe('an address of a receiver', () => {
  it.each([
    '127.0.0.1',
    '0.0.0.0',
    '10.1.2.3',
    '100.64.0.1',
    '169.254.169.254',
    '172.16.0.1',
    '172.31.255.255',
    '192.168.1.1',
    '192.0.0.8',
    '198.18.0.1',
    '203.0.113.9',
    '224.0.0.1',
    '255.255.255.255',
    '::',
    '::1',
    'fe80::1',
    'fe80::1%eth0',
    'fc00::1',
    'fd12:3456::1',
    'ff02::1',
    '::ffff:127.0.0.1',
    '::ffff:7f00:1',
    '::ffff:10.0.0.1',
    '::127.0.0.1',
    '64:ff9b::7f00:1',
    '64:ff9b:1::1',
    '2002:7f00:1::1',
    '2001::1',
    '2001:db8::1',
    'somewhere',
    '',
  ])('is not public as %s', (address) => {
    expect(isPublic(address)).toBe(false);
  });

  it.each(['1.1.1.1', '172.15.0.1', '172.32.0.1', '100.128.0.1', '2606:4700::1111', '2408:8000::1'])(
    'is public as %s',
    (address) => {
      expect(isPublic(address)).toBe(true);
    },
  );

  it.each([
    ['https://1.1.1.1/hook', null],
    ['http://1.1.1.1/hook', 'not-https'],
    ['ftp://1.1.1.1/hook', 'not-https'],
    ['https://user:word@1.1.1.1/', 'credentials-in-url'],
    ['https://user@1.1.1.1/', 'credentials-in-url'],
    // Every way to write 127.0.0.1 that a URL knows.
    ['https://127.1/', 'private-address'],
    ['https://2130706433/', 'private-address'],
    ['https://0x7f.0.0.1/', 'private-address'],
    ['https://0177.0.0.1/', 'private-address'],
    ['https://[::1]/', 'private-address'],
    ['https://[::ffff:127.0.0.1]/', 'private-address'],
    ['https://[::ffff:a9fe:a9fe]/', 'private-address'],
  ])('is judged as it is written: %s %s', (text, fault) => {
    expect(faultOf(text)).toBe(fault);
  });

  it('may be inside our own networks where the operator lists it; without TLS only on this machine', () => {
    const listed = listedAddresses(['10.1.0.0/16', '127.0.0.1', 'fd00::/8', '::1']);
    expect(faultOf('https://10.1.2.3/', listed)).toBeNull();
    expect(faultOf('https://10.2.2.3/', listed)).toBe('private-address');
    expect(faultOf('https://[fd12::1]/', listed)).toBeNull();
    expect(faultOf('https://[::ffff:10.1.2.3]/', listed)).toBeNull();
    expect(faultOf('http://10.1.2.3/', listed)).toBe('not-https');
    expect(faultOf('http://127.0.0.1:8080/', listed)).toBeNull();
    expect(faultOf('http://[::1]/', listed)).toBeNull();
    expect(faultOf('http://127.0.0.2/', listed)).toBe('private-address');
  });

  it('is listed as an address or a range', () => {
    expect(['10.0.0.1', '10.0.0.0/8', '::1', 'fd00::/8', '0.0.0.0/0'].every(isAddressRange)).toBe(true);
    expect(['', 'localhost', '10.0.0.0/33', '::1/129', '10.0.0', '10.0.0.1/', '/8'].some(isAddressRange)).toBe(false);
  });
});
