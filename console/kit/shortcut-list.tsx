/** The keys and what they do, in a window. */
import { Modal } from 'antd'

export const ShortcutList = ({
  title,
  lines,
  onClose,
}: {
  readonly title: string
  readonly lines: readonly (readonly [keys: string, words: string])[]
  readonly onClose: () => void
}) => (
  <Modal open title={title} footer={null} onCancel={onClose}>
    <table className="keys">
      <tbody>
        {lines.map(([keys, words]) => (
          <tr key={keys}>
            <th scope="row">
              {keys.split(' ').map((key) => (
                <kbd key={key}>{key}</kbd>
              ))}
            </th>
            <td>{words}</td>
          </tr>
        ))}
      </tbody>
    </table>
  </Modal>
)
