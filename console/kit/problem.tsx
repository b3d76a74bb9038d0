/** What was refused, why, under which article, and what to do: the server's own words. */
import { Alert } from 'antd'
import { Refused, type Problem, type Reason } from '../api.ts'
import { useWords } from '../words.ts'

export const problemOf = (error: unknown): Problem =>
  error instanceof Refused
    ? error.problem
    : { kind: 'bug', words: error instanceof Error ? error.message : String(error) }

export const ReasonLine = ({ reason }: { readonly reason: Reason }) => (
  <>
    {reason.words}
    {reason.article && (
      <span className="article" title={reason.article.says}>
        （{reason.article.cite}）
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
