/** Articles as structured data (schema.org), for search engines and reuse. */
import type { Article } from './pages/article.ts'
import { pubDate } from './pages/article.ts'
import type { Item } from './items.ts'
import { addressOf } from './lists.ts'
import type { Related } from './related.ts'
import type { Site } from './site.ts'

export const structured = (site: Site, article: Article, links: Pick<Related, 'replaces' | 'replacing'>): object => {
  const { item, issuer, number, formed, ended, texts } = article
  const { m, fields, title, on, state } = item
  const url = `${site.origin}${addressOf(site, item)}`
  const publisher = { '@type': 'GovernmentOrganization', name: issuer }
  const common = { '@context': 'https://schema.org', '@id': url, url, name: title, inLanguage: 'zh-CN' }
  const effective = m.portal.effective && fields[m.portal.effective]
  const named = (other: Item) => ({
    '@type': 'Legislation',
    '@id': `${site.origin}${addressOf(site, other)}`,
    name: other.title,
  })
  if (m.portal.in.is === 'Legislation')
    return {
      ...common,
      '@type': 'Legislation',
      ...(number && { legislationIdentifier: number }),
      legislationDate: formed ?? on,
      datePublished: on,
      legislationDateVersion: texts.at(-1)?.from ?? on,
      legislationPassedBy: publisher,
      ...(effective !== undefined && { temporalCoverage: `${String(effective)}/${ended ?? '..'}` }),
      ...(links.replaces.length > 0 && { legislationRepeals: links.replaces.map(named) }),
      ...(links.replacing.length > 0 && { subjectOf: links.replacing.map(named) }),
      legislationLegalForce: m.portal.over?.includes(state)
        ? 'https://schema.org/NotInForce'
        : 'https://schema.org/InForce',
    }
  return {
    ...common,
    '@type': m.portal.in.is,
    headline: title,
    datePublished: `${pubDate(item).replace(' ', 'T')}:00+08:00`,
    publisher,
    ...(m.portal.figures && {
      hasPart: {
        '@type': 'Dataset',
        name: `${title}：指标表`,
        description: '报告中的全部数字，每个都写明口径。',
        distribution: [
          { '@type': 'DataDownload', encodingFormat: 'text/csv', contentUrl: `${url}/figures.csv` },
          { '@type': 'DataDownload', encodingFormat: 'application/ld+json', contentUrl: `${url}/figures.json` },
        ],
      },
    }),
  }
}
