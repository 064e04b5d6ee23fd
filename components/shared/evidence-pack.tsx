import { Download } from 'lucide-react';
import { buttonStyle } from '@/components/ui/button-style';
import { routes } from '@/lib/routes';

/** The evidence of a change as a file. It leads to a file and not to a page, so it is a link of the browser. */
export function EvidencePackLink({ operationId }: { operationId: string }) {
  return (
    <a
      href={routes.api.evidencePack(operationId)}
      title="For somebody who has nothing of Counterfoil: it can be checked offline."
      className={buttonStyle({ size: 'small' })}
    >
      <Download size={14} />
      Evidence pack
    </a>
  );
}
