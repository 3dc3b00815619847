using System.Diagnostics;

namespace ToolTime.Uploader.Tests;

/// <summary>The command as a running process.</summary>
internal sealed class RunningCommand : IDisposable
{
    private const int LimitMs = 60_000;

    private readonly Process _process;
    private readonly Task<string> _output;
    private readonly Task<string> _messages;

    public RunningCommand(ProcessStartInfo start)
    {
        _process = Process.Start(start)!;
        _output = _process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        _messages = _process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
    }

    // A test that fails leaves nothing running.
    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
            _process.WaitForExit();
        }

        _process.Dispose();
    }

    public void Write(string input)
    {
        try
        {
            _process.StandardInput.Write(input);
            _process.StandardInput.Flush();
        }
        catch (IOException)
        {
            // A command that ends before reading everything breaks the pipe, as it may.
        }
    }

    public CommandResult CloseInputAndEnd()
    {
        try
        {
            _process.StandardInput.Close();
        }
        catch (IOException)
        {
            // As above: what was written may not have been read.
        }

        return End();
    }

    public CommandResult End()
    {
        Assert.True(_process.WaitForExit(LimitMs), "The command did not end.");
        return new CommandResult(_process.ExitCode, _output.GetAwaiter().GetResult(), _messages.GetAwaiter().GetResult());
    }

    public void KillAfter(int milliseconds)
    {
        _process.WaitForExit(milliseconds);
        _process.Kill();
        _process.WaitForExit();
    }

    /// <summary>Kills it when <paramref name="signal"/> completes, if it has not ended.</summary>
    public void KillWhen(Task signal)
    {
        Assert.NotEqual(
            -1,
            Task.WaitAny(
                [signal, _process.WaitForExitAsync(TestContext.Current.CancellationToken)],
                LimitMs,
                TestContext.Current.CancellationToken
            )
        );
        _process.Kill();
        _process.WaitForExit();
    }
}
