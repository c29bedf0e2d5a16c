export { parseScrape, scrapeAddress } from "./scrape-http.ts";
export { scrapeUdp, type UdpScrapeOptions, type UdpTracker } from "./scrape-udp.ts";
export { type SwarmCounts } from "./swarm-counts.ts";
export { TrackerError, type TrackerErrorCode } from "./tracker-error.ts";
