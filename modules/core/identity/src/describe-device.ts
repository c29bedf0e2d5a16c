/** Order matters: most browsers claim to be others as well. */
const PROGRAMS: readonly (readonly [RegExp, string])[] = [
  [/\bEdgA?\//, "Edge"],
  [/\bOPR\//, "Opera"],
  [/\bVivaldi\//, "Vivaldi"],
  [/\b(Firefox|FxiOS)\//, "Firefox"],
  [/\bSamsungBrowser\//, "Samsung Internet"],
  [/\b(Chrome|CriOS|HeadlessChrome)\//, "Chrome"],
  [/\bSafari\//, "Safari"],
  [/\bcurl\//, "curl"],
];

const SYSTEMS: readonly (readonly [RegExp, string])[] = [
  [/\biPhone\b/, "iPhone"],
  [/\biPad\b/, "iPad"],
  [/\b(Android TV|BRAVIA|AFT[A-Z]+|GoogleTV)\b/, "Android TV"],
  [/\bAndroid\b/, "Android"],
  [/\bWindows\b/, "Windows"],
  [/\bMac OS X\b/, "macOS"],
  [/\bCrOS\b/, "ChromeOS"],
  [/\b(Tizen|Web0S|webOS)\b/, "television"],
  [/\bLinux\b/, "Linux"],
];

const MAX_LENGTH = 60;

/** A device as its owner recognises it, from what it calls itself: `Firefox on Linux`. */
export function describeDevice(userAgent: string | null | undefined): string {
  const text = (userAgent ?? "").slice(0, 500);
  const program = PROGRAMS.find(([pattern]) => pattern.test(text))?.[1];
  const system = SYSTEMS.find(([pattern]) => pattern.test(text))?.[1];
  if (program !== undefined && system !== undefined) return `${program} on ${system}`;
  const first = text.split(/[\s/(]/)[0]?.slice(0, MAX_LENGTH) ?? "";
  return program ?? system ?? (first === "" ? "Unknown device" : first);
}
