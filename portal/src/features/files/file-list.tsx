import { Copy, Ellipsis, ExternalLink, FileText, Link2Off, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { toast } from 'sonner';
import { cn } from '@/cn.ts';
import { CopyButton } from '@/components/copy.tsx';
import { Time } from '@/components/time.tsx';
import { Button } from '@/components/ui/button.tsx';
import { Checkbox } from '@/components/ui/field.tsx';
import { Menu, MenuItem, MenuLine } from '@/components/ui/menu.tsx';
import { Cell, Head, HeadCell, NumberCell, Row, Table, TableFrame } from '@/components/ui/table.tsx';
import { type HostedFile, sizeText } from './data.ts';

type Props = {
  readonly files: readonly HostedFile[];
  readonly marked: ReadonlySet<string>;
  readonly onMark: (id: string, on: boolean) => void;
  readonly onDelete: (file: HostedFile) => void;
};

const absolute = (path: string): string => new URL(path, location.origin).href;
const shownName = (file: HostedFile): string => file.name || file.id;

function Preview({ file, className }: { readonly file: HostedFile; readonly className?: string }) {
  const [broken, setBroken] = useState(false);
  if (!file.link || broken)
    return (
      <span className={cn('grid place-items-center text-soft', className)}>
        <FileText className="size-5" aria-hidden />
      </span>
    );
  return (
    <img
      src={file.link}
      alt=""
      loading="lazy"
      decoding="async"
      onError={() => setBroken(true)}
      className={cn('object-cover', className)}
    />
  );
}

function FileMenu({ file, onDelete }: { readonly file: HostedFile; readonly onDelete: Props['onDelete'] }) {
  const { t } = useTranslation('files');
  const copy = (text: string, said: string) =>
    void navigator.clipboard.writeText(text).then(
      () => toast.success(said),
      () => {},
    );
  const { link, delete_link: deletes } = file;
  return (
    <Menu
      trigger={
        <Button look="quiet" size="icon-sm" aria-label={t('actions', { name: shownName(file) })}>
          <Ellipsis aria-hidden />
        </Button>
      }
    >
      {link ? (
        <>
          <MenuItem asChild>
            <a href={link} target="_blank" rel="noreferrer">
              <ExternalLink aria-hidden />
              {t('open')}
            </a>
          </MenuItem>
          <MenuItem onSelect={() => copy(`![${shownName(file)}](${absolute(link)})`, t('common:copied'))}>
            <Copy aria-hidden />
            {t('copyMarkdown')}
          </MenuItem>
        </>
      ) : null}
      {deletes ? (
        <MenuItem onSelect={() => copy(absolute(deletes), t('deleteLinkCopied'))}>
          <Link2Off aria-hidden />
          {t('copyDeleteLink')}
        </MenuItem>
      ) : null}
      <MenuItem onSelect={() => copy(file.id, t('common:copied'))}>
        <Copy aria-hidden />
        {t('copyId')}
      </MenuItem>
      <MenuLine />
      <MenuItem danger onSelect={() => onDelete(file)}>
        <Trash2 aria-hidden />
        {t('common:delete')}
      </MenuItem>
    </Menu>
  );
}

function Mark({ file, marked, onMark }: Pick<Props, 'marked' | 'onMark'> & { readonly file: HostedFile }) {
  const { t } = useTranslation('files');
  return (
    <Checkbox
      aria-label={t('mark', { name: shownName(file) })}
      checked={marked.has(file.id)}
      onChange={({ target }) => onMark(file.id, target.checked)}
    />
  );
}

export function FileGrid({ files, marked, onMark, onDelete }: Props) {
  const { t, i18n } = useTranslation('files');
  return (
    <ul className="grid grid-cols-2 gap-3 sm:grid-cols-3 lg:grid-cols-4 xl:grid-cols-6">
      {files.map((file) => (
        <li
          key={file.id}
          className={cn(
            'relative flex min-w-0 flex-col overflow-hidden rounded border bg-panel',
            marked.has(file.id) && 'border-jade',
          )}
        >
          <Preview file={file} className="aspect-square w-full bg-sunk" />
          <span className="absolute top-2 left-2 grid size-6 place-items-center rounded-sm bg-panel/85">
            <Mark file={file} marked={marked} onMark={onMark} />
          </span>
          <div className="grid min-w-0 gap-0.5 px-2.5 pt-2">
            <p className="truncate text-sm" title={shownName(file)}>
              {shownName(file)}
            </p>
            <p className="flex justify-between gap-2 text-soft text-xs">
              <span className="truncate">{sizeText(file.size, i18n.language)}</span>
              <Time iso={file.created_at} />
            </p>
          </div>
          <div className="flex items-center justify-between p-1">
            {file.link ? (
              <CopyButton text={absolute(file.link)} className="h-7 px-1.5 text-sm">
                {t('copyLink')}
              </CopyButton>
            ) : (
              <span className="px-1.5 text-soft text-xs">{file.purpose}</span>
            )}
            <FileMenu file={file} onDelete={onDelete} />
          </div>
        </li>
      ))}
    </ul>
  );
}

export function FileTable({ files, marked, onMark, onDelete }: Props) {
  const { t, i18n } = useTranslation('files');
  return (
    <TableFrame aria-label={t('title')}>
      <Table>
        <Head>
          <tr>
            <HeadCell className="w-8">
              <span className="sr-only">{t('markColumn')}</span>
            </HeadCell>
            <HeadCell>{t('name')}</HeadCell>
            <HeadCell>{t('type')}</HeadCell>
            <HeadCell className="text-right">{t('size')}</HeadCell>
            <HeadCell>{t('created')}</HeadCell>
            <HeadCell>{t('expires')}</HeadCell>
            <HeadCell>
              <span className="sr-only">{t('actionsColumn')}</span>
            </HeadCell>
          </tr>
        </Head>
        <tbody>
          {files.map((file) => (
            <Row key={file.id}>
              <Cell>
                <Mark file={file} marked={marked} onMark={onMark} />
              </Cell>
              <Cell>
                <span className="flex min-w-48 items-center gap-2.5">
                  <Preview file={file} className="size-8 shrink-0 rounded-sm bg-sunk" />
                  <span className="max-w-72 truncate" title={shownName(file)}>
                    {shownName(file)}
                  </span>
                </span>
              </Cell>
              <Cell className="whitespace-nowrap text-soft">
                {[file.media_type, file.link ? '' : file.purpose].filter(Boolean).join(' · ')}
              </Cell>
              <NumberCell>{sizeText(file.size, i18n.language)}</NumberCell>
              <Cell>
                <Time iso={file.created_at} />
              </Cell>
              <Cell>
                <Time iso={file.expires_at} />
              </Cell>
              <Cell>
                <span className="flex justify-end gap-0.5">
                  {file.link ? <CopyButton text={absolute(file.link)} label={t('copyLink')} /> : null}
                  <FileMenu file={file} onDelete={onDelete} />
                </span>
              </Cell>
            </Row>
          ))}
        </tbody>
      </Table>
    </TableFrame>
  );
}
