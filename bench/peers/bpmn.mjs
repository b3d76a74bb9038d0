/** bpmn-engine: a process of five user tasks in memory, one signal for each; nothing is stored. */
import { Engine } from 'bpmn-engine'
import BpmnModdle from 'bpmn-moddle'
import * as elements from 'bpmn-elements'
import serializer, { TypeResolver } from 'moddle-context-serializer'
import { main, measure, versionsOf } from './measure.mjs'

const tasks = ['received', 'accepted', 'examined', 'decided', 'served']
const nodes = ['start', ...tasks, 'end']

const source = `<?xml version="1.0" encoding="UTF-8"?>
<definitions id="peer" targetNamespace="urn:peer" xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL">
  <process id="procedure" isExecutable="true">
    <startEvent id="start" />
    ${tasks.map((id) => `<userTask id="${id}" />`).join('\n    ')}
    <endEvent id="end" />
    ${nodes
      .slice(1)
      .map((to, index) => `<sequenceFlow id="to-${to}" sourceRef="${nodes[index]}" targetRef="${to}" />`)
      .join('\n    ')}
  </process>
</definitions>`

await main('bpmn-engine', async (options) => {
  const versions = await versionsOf(['bpmn-engine', 'bpmn-elements'])
  // Parsed once, as a server would that runs many instances of one definition.
  const sourceContext = serializer(await new BpmnModdle().fromXML(source), TypeResolver(elements))
  const figure = await measure(options, async function* (client) {
    const engine = new Engine({ name: 'procedure', sourceContext })
    const execution = await engine.execute()
    const data = { person: `applicant ${client}`, on: '2022-09-29', text: 'a request for information' }
    for (const id of tasks) {
      execution.signal({ id, ...data })
      yield
    }
    // A signal that meets no waiting task is lost without a word, and the process would not end.
    if (execution.state !== 'idle') throw new Error(`the process should have ended, but is ${execution.state}`)
  })
  return { ...figure, versions }
})
