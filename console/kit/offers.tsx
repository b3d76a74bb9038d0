/** What may be done now, and what may not, with the reason and the article before anyone fills in a form. */
import { Button, Collapse, Space, Tooltip } from 'antd'
import type { Offer, Shape } from '../api.ts'
import { useWords } from '../words.ts'
import type { Doing } from './act-form.tsx'
import { ReasonLine } from './problem.tsx'

export interface Place {
  readonly shape: Shape
  /** `/litigation/<id>` or `/litigation/<id>/parts/hearing/<part>`. */
  readonly path: string
  readonly version: number | undefined
}
/** Begins an act of that place, or opens a part under it. */
export const useStart =
  (place: Place, setDoing: (doing: Doing) => void) => (offer: Offer, opensPart?: { path: string; shape: Shape }) => {
    const { shape, path } = opensPart ?? place
    setDoing({
      path: opensPart ? path : `${path}/${offer.act}`,
      offer,
      fields: shape.acts[offer.act]!.fields,
      opens: opensPart !== undefined,
      ...(opensPart === undefined && { past: { path, shape } }),
      ...(opensPart === undefined && place.version !== undefined && { version: place.version }),
    })
  }

const Refused = ({ offers }: { readonly offers: readonly Offer[] }) => {
  const { l } = useWords()
  return (
    <ul className="refused">
      {offers.map((offer) => (
        <li key={offer.act}>
          <Button disabled size="small">
            {l(offer.label)}
          </Button>
          <span className="reasons">
            {offer.refusals.map((reason) => (
              <span key={reason.words} className="reason">
                <ReasonLine reason={reason} />
              </span>
            ))}
          </span>
        </li>
      ))}
    </ul>
  )
}
/** More would push the case itself off the screen. */
const mostOpen = 8
/** The refused acts of the present state stand open: they are the next steps. Those of other states are told when asked. */
export const Offers = ({
  offers,
  shape,
  state,
  quiet = false,
  onStart,
}: {
  readonly offers: readonly Offer[]
  readonly shape: Shape
  /** Nothing where a part is to be opened. */
  readonly state: string | undefined
  /** What is refused now is told only when asked. */
  readonly quiet?: boolean
  readonly onStart: (offer: Offer) => void
}) => {
  const { t, l } = useWords()
  const [can, cannot] = [offers.filter(({ allowed }) => allowed), offers.filter(({ allowed }) => !allowed)]
  const isNow = ({ act }: Offer): boolean => {
    const from = shape.acts[act]?.from
    return from === undefined || from === 'anywhere' || state === undefined || from.includes(state)
  }
  const [now, later] = [cannot.filter(isNow), cannot.filter((offer) => !isNow(offer))]
  return (
    <>
      {can.length > 0 ? (
        <Space wrap>
          {can.map((offer, n) => (
            <Tooltip key={offer.act} title={offer.breaches.map(({ words }) => words).join('；')}>
              <Button
                type={n === 0 && state !== undefined ? 'primary' : 'default'}
                danger={offer.breaches.length > 0}
                onClick={() => onStart(offer)}
              >
                {l(offer.label)}
              </Button>
            </Tooltip>
          ))}
        </Space>
      ) : (
        state !== undefined && <p className="none">{t('nothingToDo')}</p>
      )}
      {cannot.length > 0 && (
        <Collapse
          ghost
          size="small"
          className="cannot"
          defaultActiveKey={state === undefined || quiet || now.length > mostOpen ? [] : ['now']}
          items={[
            ...(now.length
              ? [{ key: 'now', label: `${t('refused')} ${now.length}`, children: <Refused offers={now} /> }]
              : []),
            ...(later.length
              ? [{ key: 'later', label: `${t('otherStates')} ${later.length}`, children: <Refused offers={later} /> }]
              : []),
          ]}
        />
      )}
    </>
  )
}
