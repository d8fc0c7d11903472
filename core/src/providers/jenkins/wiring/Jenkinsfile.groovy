// A pipeline that calls Claude with the job's own identity. Written by Keyless; holds no secret. Keep claude-federation.sh
// beside it in the repository, and take ANTHROPIC_API_KEY out of the job and of every global variable.
pipeline {
  agent any
  stages {
    stage('Claude') {
      steps {
        // Each binding makes a fresh token, in a file that goes with the block. Bind it again for a client that starts
        // later than the token lives.
        withCredentials([file(credentialsId: ⟦credential⟧, variable: 'ANTHROPIC_IDENTITY_TOKEN_FILE')]) {
          sh 'bash claude-federation.sh'
        }
      }
    }
  }
}
