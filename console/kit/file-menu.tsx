/** One thing in several formats: links that the browser fetches, so that a long one shows its progress and can be left. */
import { Button, Dropdown } from 'antd'

/** Each with its address and its words; nothing is a line between them. */
export const FileMenu = ({
  words,
  files,
}: {
  readonly words: string
  readonly files: readonly (readonly [href: string, words: string] | undefined)[]
}) => (
  <Dropdown
    trigger={['click']}
    menu={{
      items: files.map((file) =>
        file
          ? {
              key: file[0],
              label: (
                <a href={file[0]} download>
                  {file[1]}
                </a>
              ),
            }
          : { type: 'divider' },
      ),
    }}
  >
    <Button>{words}</Button>
  </Dropdown>
)
