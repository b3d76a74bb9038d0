/** An act begun from a list: the server is asked first, then the form opens where the list stands, or the reason is told. */
import { Link } from '@tanstack/react-router'
import { useQueryClient } from '@tanstack/react-query'
import { Button, Dropdown, Modal, Space } from 'antd'
import { useState, type ReactNode } from 'react'
import { get, type Acts, type Case, type MechanismShape, type Offer, type Pair } from '../api.ts'
import { useWords } from '../words.ts'
import { ActForm, type Doing } from './act-form.tsx'
import { ProblemBox, ReasonLine } from './problem.tsx'

/** A case, or one part of it. */
export interface Place {
  readonly mechanism: string
  readonly case: string
  readonly kind?: string
  readonly part?: string
}
export const pathOf = ({ mechanism, case: id, kind, part }: Place): string =>
  part && kind ? `/${mechanism}/${id}/parts/${kind}/${part}` : `/${mechanism}/${id}`

/** What the server says now of one act, with all that its form needs. */
const ask = async (place: Place, act: string): Promise<{ offer: Offer | undefined; doing: Doing | undefined }> => {
  const path = pathOf(place)
  const [shape, acts, whole] = await Promise.all([
    get<MechanismShape>(`/${place.mechanism}/schema`),
    get<Acts>(`${path}/acts`),
    get<Case>(path),
  ])
  const structure = (place.kind && place.part ? shape.parts[place.kind] : shape) ?? shape
  const offer = acts.acts.find((one) => one.act === act)
  const doing = offer?.allowed
    ? {
        path: `${path}/${act}`,
        offer,
        fields: structure.acts[act]!.fields,
        opens: false,
        version: whole.version,
        past: { path, shape: structure },
      }
    : undefined
  return { offer, doing }
}
interface Told {
  readonly place: Place
  readonly label: Pair
  readonly offer?: Offer | undefined
  readonly error?: unknown
}
/** `start` begins an act at a place; `element` is what it opens. `open` opens any other form. */
export const useActing = (): {
  readonly start: (place: Place, act: string, label: Pair) => Promise<void>
  readonly open: (doing: Doing) => void
  readonly element: ReactNode
} => {
  const { t, l } = useWords()
  const client = useQueryClient()
  const [doing, setDoing] = useState<Doing>()
  const [told, setTold] = useState<Told>()
  const start = async (place: Place, act: string, label: Pair) => {
    try {
      const { offer, doing: allowed } = await ask(place, act)
      if (allowed) setDoing(allowed)
      else setTold({ place, label, offer })
    } catch (error) {
      setTold({ place, label, error })
    }
  }
  const end = () => {
    setDoing(undefined)
    void client.invalidateQueries()
  }
  return {
    start,
    open: setDoing,
    element: (
      <>
        {doing && <ActForm doing={doing} onClose={() => setDoing(undefined)} onDone={end} />}
        {told && (
          <Modal
            open
            title={`${l(told.label)}：${t('refused')}`}
            onCancel={() => setTold(undefined)}
            footer={
              <Space>
                <Button onClick={() => setTold(undefined)}>{t('close')}</Button>
                <Link to="/$mechanism/$id" params={{ mechanism: told.place.mechanism, id: told.place.case }}>
                  {t('openCase')}
                </Link>
              </Space>
            }
          >
            {told.error !== undefined && <ProblemBox error={told.error} />}
            {told.offer?.refusals.map((reason) => (
              <p key={reason.words}>
                <ReasonLine reason={reason} />
              </p>
            ))}
            {told.error === undefined && !told.offer && <p>{t('nothingToDo')}</p>}
          </Modal>
        )}
      </>
    ),
  }
}
/** The one next act as a button; the others that would do behind it. */
export const NextAct = ({
  acts,
  onStart,
}: {
  readonly acts: readonly { readonly act: string; readonly label: Pair }[]
  readonly onStart: (act: string, label: Pair) => Promise<void>
}) => {
  const { t, l } = useWords()
  const [waiting, setWaiting] = useState(false)
  const [first, ...others] = acts
  if (!first) return null
  const begin = (act: string, label: Pair) => {
    setWaiting(true)
    void onStart(act, label).finally(() => setWaiting(false))
  }
  return (
    <Space.Compact size="small" className="next-act">
      <Button size="small" loading={waiting} onClick={() => begin(first.act, first.label)}>
        {l(first.label)}
      </Button>
      {others.length > 0 && (
        <Dropdown
          trigger={['click']}
          menu={{
            items: others.map(({ act, label }) => ({ key: act, label: l(label) })),
            onClick: ({ key }) => begin(key, others.find(({ act }) => act === key)!.label),
          }}
        >
          <Button size="small" aria-label={t('otherActs')}>
            ▾
          </Button>
        </Dropdown>
      )}
    </Space.Compact>
  )
}
