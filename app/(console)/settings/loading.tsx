import { SinglePage } from '@/components/ui/page-body';
import { PageHeader } from '@/components/shell/page-header';
import { Section } from '@/components/ui/section';
import { LoadingNote, Skeleton } from '@/components/ui/skeleton';

export default function SettingsLoading() {
  return (
    <>
      <PageHeader title="Settings" />
      <SinglePage>
        <div className="max-w-[760px]" aria-busy="true">
          <LoadingNote what="the settings; Core is asked what the key may do" />
          {['Core', 'Database', 'Installation', 'People'].map((title) => (
            <Section key={title} title={title} last={title === 'People'}>
              <div className="grid grid-cols-1 gap-3 py-1">
                <Skeleton width={300} />
                <Skeleton width={220} />
              </div>
            </Section>
          ))}
        </div>
      </SinglePage>
    </>
  );
}
