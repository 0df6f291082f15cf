import { BlockList, isIP, isIPv6 } from 'node:net';

/** Why nothing may be sent to an address: a code of R-PIPE-03. */
export type EndpointFault = 'not-https' | 'private-address' | 'credentials-in-url' | 'unknown-host';

type Family = 'ipv4' | 'ipv6';
type Net = readonly [address: string, prefix: number];

const blockList = (ipv4: readonly Net[], ipv6: readonly Net[]): BlockList => {
  const list = new BlockList();
  for (const [address, prefix] of ipv4) list.addSubnet(address, prefix, 'ipv4');
  for (const [address, prefix] of ipv6) list.addSubnet(address, prefix, 'ipv6');
  return list;
};

const LOOPBACK = blockList([['127.0.0.0', 8]], [['::1', 128]]);

/** Not for the open internet, by the registries of special purpose addresses (RFC 6890, IANA). */
const SPECIAL = blockList(
  [
    ['0.0.0.0', 8],
    ['10.0.0.0', 8],
    ['100.64.0.0', 10],
    ['127.0.0.0', 8],
    ['169.254.0.0', 16],
    ['172.16.0.0', 12],
    ['192.0.0.0', 24],
    ['192.0.2.0', 24],
    ['192.88.99.0', 24],
    ['192.168.0.0', 16],
    ['198.18.0.0', 15],
    ['198.51.100.0', 24],
    ['203.0.113.0', 24],
    ['224.0.0.0', 4],
    ['240.0.0.0', 4],
  ],
  [
    // Of what is global unicast: protocol assignments with Teredo, documentation, 6to4, which holds an IPv4 address.
    ['2001::', 23],
    ['2001:db8::', 32],
    ['2002::', 16],
    ['3fff::', 20],
  ],
);
/** Everything else of IPv6 is loopback, local, multicast, or an IPv4 address in other clothes (mapped, NAT64). */
const GLOBAL_UNICAST = blockList([], [['2000::', 3]]);

const familyOf = (address: string): Family => (isIPv6(address) ? 'ipv6' : 'ipv4');

/** Whether an address belongs to the open internet. */
export const isPublic = (address: string): boolean => {
  if (isIP(address) === 0 || address.includes('%')) return false;
  const family = familyOf(address);
  return !SPECIAL.check(address, family) && (family === 'ipv4' || GLOBAL_UNICAST.check(address, family));
};

const RANGE = /^([0-9a-fA-F.:]+)(?:\/(\d{1,3}))?$/;

/** Whether a text is an address or a range of them: `10.1.2.3`, `10.1.0.0/16`, `fd00::/8`. */
export const isAddressRange = (text: string): boolean => {
  const [, address = '', prefix] = RANGE.exec(text) ?? [];
  const bits = { 0: -1, 4: 32, 6: 128 }[isIP(address)] ?? -1;
  return bits >= 0 && (prefix === undefined || Number(prefix) <= bits);
};

/** Addresses of our own networks that an operator lists because receivers live there. */
export const listedAddresses = (ranges: readonly string[]): BlockList => {
  const list = new BlockList();
  for (const range of ranges) {
    const [, address = '', prefix] = RANGE.exec(range) ?? [];
    const family = familyOf(address);
    list.addSubnet(address, Number(prefix ?? (family === 'ipv6' ? 128 : 32)), family);
  }
  return list;
};

/** Host of a URL as a name server or a socket takes it: an IPv6 address without its brackets. */
export const hostOf = ({ hostname }: URL): string => hostname.replace(/^\[(.*)\]$/, '$1');

/** What is wrong with a URL before anybody is asked where it leads. */
export const urlFault = (url: URL): EndpointFault | undefined => {
  if (url.username !== '' || url.password !== '') return 'credentials-in-url';
  return url.protocol === 'https:' || url.protocol === 'http:' ? undefined : 'not-https';
};

/**
 * Whether a connection may go to this address. What an operator lists may; anything else has to be public. Without TLS
 * only listed loopback addresses may.
 */
export const addressFault = (protocol: string, address: string, listed: BlockList): EndpointFault | undefined => {
  const isKnown = isIP(address) !== 0 && !address.includes('%');
  const isListed = isKnown && listed.check(address, familyOf(address));
  if (!isListed && !isPublic(address)) return 'private-address';
  if (protocol === 'https:') return undefined;
  return isListed && LOOPBACK.check(address, familyOf(address)) ? undefined : 'not-https';
};
