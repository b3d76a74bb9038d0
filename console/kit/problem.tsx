/** What was refused, why, under which article, and what to do: the server's own words. */
import { Alert } from 'antd'
import { Refused, type Problem, type Reason } from '../api.ts'
import { Cite } from './cite.tsx'
import { useWords } from '../words.ts'

export const problemOf = (error: unknown): Problem =>
  error instanceof Refused
    ? error.problem
    : { kind: 'bug', words: error instanceof Error ? error.message : String(error) }

/** `on`: the day of the act, for the edition that its article opens. */
export const ReasonLine = ({ reason, on }: { readonly reason: Reason; readonly on?: string | undefined }) => (
  <>
    {reason.words}
    {reason.article && (
      <span className="article">
        （<Cite article={reason.article} on={on} />）
      </span>
    )}
  </>
)
export const ProblemBox = ({ error }: { readonly error: unknown }) => {
  const { t } = useWords()
  const problem = problemOf(error)
  const fields = Object.values(problem.fields ?? {})
  return (
    <Alert
      type={problem.kind === 'bug' || problem.kind === 'unavailable' ? 'error' : 'warning'}
      showIcon
      title={<ReasonLine reason={{ words: problem.words, ...(problem.article && { article: problem.article }) }} />}
      description={
        fields.length || problem.further?.length || problem.todo ? (
          <>
            {[...fields, ...(problem.further ?? [])].map((words) => (
              <div key={words}>{words}</div>
            ))}
            {problem.todo && (
              <div>
                {t('todo')}：{problem.todo}
              </div>
            )}
          </>
        ) : undefined
      }
    />
  )
}
