@echo off
rem Runs osmtalk on Windows: java -jar target\osmtalk.jar, which is built first when it is not there. Nothing of what it
rem does is needed: an assistant may start java -jar by itself, and has one process less for it.
rem
rem   JAVA_HOME            the Java to use; without it the one on the PATH
rem   OSMTALK_JAVA_OPTS    further options for Java, separated by spaces
rem
rem Standard output belongs to the program: all that this script itself has to say goes to standard error.

setlocal
set "JAVA=java"
if defined JAVA_HOME set "JAVA=%JAVA_HOME%\bin\java.exe"
if exist "%~dp0java\bin\java.exe" set "JAVA=%~dp0java\bin\java.exe"

rem What the launcher of other systems gives Java, for a quick start. From 19 on, Java keeps the archive of classes itself;
rem for 17 and 18 it is made once, by: java -XX:ArchiveClassesAtExit=target\classes.jsa -jar target\osmtalk.jar doctor
set QUICK=-XX:+DisplayVMOutputToStderr -Xlog:disable -Xlog:all=error:stderr -XX:+UseSerialGC -XX:TieredStopAtLevel=1
if "%~1"=="mcp" set QUICK=%QUICK% -XX:+IgnoreUnrecognizedVMOptions -XX:+AutoCreateSharedArchive "-XX:SharedArchiveFile=%~dp0target\classes.jsa"
if "%~1"=="serve" set QUICK=-XX:+UseSerialGC

if not exist "%~dp0target\osmtalk.jar" (
    echo osmtalk: building; the first time, Maven fetches what it needs and this takes a minute or two 1>&2
    call "%~dp0mvnw.cmd" -B -ntp -f "%~dp0pom.xml" -Dmaven.test.skip=true package <nul 1>&2
)
if not exist "%~dp0target\osmtalk.jar" (
    echo osmtalk: the build failed; see above 1>&2
    exit /b 1
)

"%JAVA%" %QUICK% %OSMTALK_JAVA_OPTS% -jar "%~dp0target\osmtalk.jar" %*
exit /b %ERRORLEVEL%
