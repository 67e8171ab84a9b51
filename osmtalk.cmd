@echo off
rem Runs osmtalk on Windows: java -jar target\osmtalk.jar, which is built first when it is not there. Nothing else: an
rem assistant may start java -jar by itself, and has one process less for it.
rem
rem   JAVA_HOME            the Java to use; without it the one on the PATH
rem   OSMTALK_JAVA_OPTS    further options for Java, separated by spaces
rem
rem Standard output belongs to the program: all that this script itself has to say goes to standard error.

setlocal
set "JAVA=java"
if defined JAVA_HOME set "JAVA=%JAVA_HOME%\bin\java.exe"
if exist "%~dp0java\bin\java.exe" set "JAVA=%~dp0java\bin\java.exe"

if not exist "%~dp0target\osmtalk.jar" (
    echo osmtalk: building; the first time, Maven fetches what it needs and this takes a minute or two 1>&2
    call "%~dp0mvnw.cmd" -B -ntp -f "%~dp0pom.xml" -Dmaven.test.skip=true package <nul 1>&2
)
if not exist "%~dp0target\osmtalk.jar" (
    echo osmtalk: the build failed; see above 1>&2
    exit /b 1
)

"%JAVA%" %OSMTALK_JAVA_OPTS% -jar "%~dp0target\osmtalk.jar" %*
exit /b %ERRORLEVEL%
