/** Is this file one that went out? Its hash is asked for, the file itself stays with whoever holds it. */
import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex } from '@noble/hashes/utils.js'
import { Link } from '@tanstack/react-router'
import { Alert, Button, Space, Upload } from 'antd'
import { useState } from 'react'
import { get, type Pair } from '../api.ts'
import { useWords } from '../words.ts'
import { ProblemBox } from './problem.tsx'
import { sayDay } from './value.tsx'

interface Sent {
  readonly id: string
  readonly title: string
  readonly number?: string
  readonly signer?: string
  readonly day?: string
  readonly stateName: Pair
}
export const SentFile = () => {
  const { l, language } = useWords()
  const zh = language === 'zh'
  const [found, setFound] = useState<{ readonly name: string; readonly letters: readonly Sent[] }>()
  const [wrong, setWrong] = useState<unknown>()
  const look = async (file: File): Promise<void> => {
    setFound(undefined)
    setWrong(undefined)
    try {
      const hash = bytesToHex(sha256(new Uint8Array(await file.arrayBuffer())))
      setFound({ name: file.name, ...(await get<{ readonly letters: readonly Sent[] }>(`/letters/sent/${hash}`)) })
    } catch (error) {
      setWrong(error)
    }
  }
  return (
    <Space orientation="vertical" className="gap">
      <Space>
        <Upload
          showUploadList={false}
          beforeUpload={(file) => {
            void look(file)
            return false
          }}
        >
          <Button>{zh ? '核对印发的文件' : 'Check a file'}</Button>
        </Upload>
        <Link to="/$mechanism" params={{ mechanism: 'dispatches' }}>
          {zh ? '发文登记簿' : 'Register of letters sent'}
        </Link>
      </Space>
      {wrong !== undefined && <ProblemBox error={wrong} />}
      {found?.letters.map((one) => (
        <Alert
          key={one.id}
          type="success"
          title={zh ? `“${found.name}”就是印发的文件` : `“${found.name}” is the file that went out`}
          description={
            <Link to="/$mechanism/$id" params={{ mechanism: 'dispatches', id: one.id }}>
              {[one.title, one.number, one.signer, one.day && sayDay(one.day, language), l(one.stateName)]
                .filter(Boolean)
                .join('，')}
            </Link>
          }
        />
      ))}
    </Space>
  )
}
