export interface Frame {
  name: string;
  part: string;
  self: number;
  total: number;
  children: Frame[];
}
export declare function partOf(url: string, name: string): string;
export declare function readProfiles(folder: string, from: number, to: number): Frame[];
export declare function largestParts(trees: readonly Frame[]): { part: string; ms: number; share: number }[];
export declare function flameGraph(trees: readonly Frame[], title: string): string;
