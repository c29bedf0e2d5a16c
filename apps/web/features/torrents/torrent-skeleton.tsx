import { Skeleton } from "../../components/ui/skeleton.tsx";
import { t } from "../../lib/messages/translate.ts";

/** The shape of a torrent's page while it loads. */
export function TorrentSkeleton() {
  return (
    <div className="page" aria-busy>
      <output className="sr-only">{t("app.loading")}</output>
      <Skeleton className="h-3.5 w-32" />
      <Skeleton className="mt-4 h-7 w-2/3" />
      <div className="mt-6 flex gap-2">
        {[1, 2, 3].map((button) => (
          <Skeleton key={button} className="h-9 w-36" />
        ))}
      </div>
      <div className="mt-10 grid gap-12 lg:grid-cols-[minmax(0,1fr)_20rem]">
        <div className="max-lg:order-2">
          <Lines widths={[62, 45, 70, 38, 55, 48]} />
        </div>
        <div>
          <Lines widths={[80, 55, 72, 64]} />
        </div>
      </div>
    </div>
  );
}

function Lines({ widths }: { widths: readonly number[] }) {
  return (
    <>
      <Skeleton className="mb-4 h-4 w-20" />
      <div className="grid gap-4 rounded-lg border border-line bg-surface p-4">
        {widths.map((width) => (
          <div key={width} style={{ width: `${width}%` }}>
            <Skeleton />
          </div>
        ))}
      </div>
    </>
  );
}
