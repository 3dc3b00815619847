using System.Security.Cryptography;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using ToolTime.Api.Registration;
using ToolTime.Api.SignIn;

namespace ToolTime.Api.Tests.SignIn;

/// <summary>For how long, and where, the cookie of operators' pages is valid.</summary>
public sealed class OperatorSessionTests
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    private readonly FakeTimeProvider _clock = new(Report.Now);

    [Fact]
    public async Task Cookie_ThatIsNotUsed_IsGoodForAnHour()
    {
        var front = CreateFrontEnd("operators-token-of-the-tests");
        var cookie = await BeginAsync(front);
        _clock.Advance(OperatorSignIn.Idle - Second);
        Assert.True(await IsGoodAsync(front, cookie));
        _clock.Advance(Second + Second);
        Assert.False(await IsGoodAsync(front, cookie));
    }

    [Fact]
    public async Task Cookie_ThatIsUsed_IsRenewedUntilTheWorkingDayIsOver()
    {
        var front = CreateFrontEnd("operators-token-of-the-tests");
        var cookie = await BeginAsync(front);
        for (var age = TimeSpan.Zero; age + OperatorSignIn.Idle * 0.75 < OperatorSignIn.Lifetime; age += OperatorSignIn.Idle * 0.75)
        {
            _clock.Advance(OperatorSignIn.Idle * 0.75);
            var (isGood, renewed) = await UseAsync(front, cookie);
            Assert.True(isGood);
            cookie = renewed ?? cookie;
        }

        _clock.Advance(OperatorSignIn.Idle * 0.75);
        Assert.False(await IsGoodAsync(front, cookie));
    }

    [Fact]
    public async Task Cookie_OfOneFrontEnd_IsGoodAtThoseWithTheSameToken()
    {
        var cookie = await BeginAsync(CreateFrontEnd("operators-token-of-the-tests"));
        Assert.True(await IsGoodAsync(CreateFrontEnd("operators-token-of-the-tests"), cookie));
        Assert.False(await IsGoodAsync(CreateFrontEnd("operators-token-of-the-test5"), cookie));
        Assert.False(await IsGoodAsync(CreateFrontEnd(token: null), cookie));
    }

    [Fact]
    public async Task Cookie_WithAnyCharacterChanged_IsNotGood()
    {
        var front = CreateFrontEnd("operators-token-of-the-tests");
        var cookie = await BeginAsync(front);
        for (var index = cookie.IndexOf('=', StringComparison.Ordinal) + 1; index < cookie.Length - 1; index += 7)
        {
            var changed = cookie[..index] + (cookie[index] == 'A' ? 'B' : 'A') + cookie[(index + 1)..];
            Assert.False(await IsGoodAsync(front, changed));
        }
    }

    [Fact]
    public void Key_OfTheSameToken_ProtectsForEveryProcessAndForNoOther()
    {
        var text = ProtectorOf("operators-token-of-the-tests").Protect("a session");
        Assert.Equal("a session", ProtectorOf("operators-token-of-the-tests").Unprotect(text));
        Assert.Throws<CryptographicException>(() => ProtectorOf("operators-token-of-the-test5").Unprotect(text));
        Assert.Throws<CryptographicException>(() => ProtectorOf(null).Unprotect(ProtectorOf(null).Protect("a session")));
    }

    private static async Task<string> BeginAsync(IServiceProvider front)
    {
        var context = new DefaultHttpContext { RequestServices = front };
        await OperatorSignIn.BeginAsync(context);
        return CookieOf(context)!;
    }

    private static async Task<bool> IsGoodAsync(IServiceProvider front, string cookie) => (await UseAsync(front, cookie)).IsGood;

    private static async Task<(bool IsGood, string? Renewed)> UseAsync(IServiceProvider front, string cookie)
    {
        await using var scope = front.CreateAsyncScope();
        var context = new DefaultHttpContext { RequestServices = scope.ServiceProvider };
        var answer = new StartableResponse();
        context.Features.Set<IHttpResponseFeature>(answer);
        context.Request.Headers.Cookie = cookie;
        var result = await context.AuthenticateAsync(OperatorSignIn.Policy);
        await answer.StartAsync();
        return (result.Succeeded, CookieOf(context));
    }

    private static string? CookieOf(HttpContext context) => context.Response.Headers.SetCookie.FirstOrDefault()?.Split(';')[0];

    private IDataProtector ProtectorOf(string? token) =>
        CreateFrontEnd(token).GetRequiredService<IDataProtectionProvider>().CreateProtector("a test");

    private ServiceProvider CreateFrontEnd(string? token)
    {
        var settings = new ConfigurationBuilder().AddInMemoryCollection([new("Admin:Token", token)]).Build();
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddSingleton<TimeProvider>(_clock);
        services.AddProcessApi(settings);
        return services.BuildServiceProvider();
    }

    /// <summary>A response that starts when the test says so.</summary>
    private sealed class StartableResponse : HttpResponseFeature
    {
        private readonly List<Func<Task>> _starting = [];

        public override void OnStarting(Func<object, Task> callback, object state) => _starting.Add(() => callback(state));

        public async Task StartAsync()
        {
            foreach (var starting in _starting)
            {
                await starting();
            }
        }
    }
}
