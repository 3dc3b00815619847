using System.Globalization;
using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace ToolTime.Api.SignIn;

/// <summary>How operators sign in: with the token in a header, or with a cookie that the login form gives in exchange for it.</summary>
internal static class OperatorSignIn
{
    /// <summary>The policy of every operators' endpoint.</summary>
    public const string Policy = "operator";

    /// <summary>The scheme for tokens in a header.</summary>
    public const string Bearer = "operator-bearer";

    /// <summary>The scheme for cookies from the login form.</summary>
    public const string Cookie = "operator-cookie";

    /// <summary>The path of the login form.</summary>
    public const string Page = "/operator/login";

    private const string Pages = "/operator";
    private const string BeganAt = "began_at";

    /// <summary>How long an unused session lasts.</summary>
    public static readonly TimeSpan Idle = TimeSpan.FromHours(1);

    /// <summary>The maximum length of a session: a working day.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromHours(12);

    public static void AddOperatorSignIn(this IServiceCollection services)
    {
        services.AddSingleton<WrongTokens>();
        services.AddSingleton<OperatorsToken>();
        services.AddSingleton<EndedSessions>();
        services.AddAuthentication()
            .AddPolicyScheme(Policy, displayName: null, scheme =>
                scheme.ForwardDefaultSelector = context => OperatorsToken.In(context) is null ? Cookie : Bearer)
            .AddScheme<AuthenticationSchemeOptions, OperatorBearer>(Bearer, configureOptions: null)
            .AddCookie(Cookie, Configure);
        services.AddAuthorizationBuilder().AddPolicy(Policy, policy => policy.AddAuthenticationSchemes(Policy).RequireAuthenticatedUser());
        services.AddAntiforgery(forms =>
        {
            forms.Cookie.Name = "tooltime-form";
            forms.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
            forms.FormFieldName = OperatorForm.FormToken;
            forms.HeaderName = OperatorForm.FormTokenHeader;
            forms.SuppressXFrameOptionsHeader = true;
        });
        services.AddDataProtection().SetApplicationName("ToolTime").DisableAutomaticKeyGeneration();
        services.AddOptions<KeyManagementOptions>().Configure<IOptions<AdminOptions>>((keys, admin) =>
            keys.XmlRepository = new OperatorKeys(admin.Value.Token));
    }

    /// <summary>Starts a session and sets its cookie.</summary>
    public static Task BeginAsync(HttpContext context)
    {
        var now = context.RequestServices.GetRequiredService<TimeProvider>().GetUtcNow();
        var identity = new ClaimsIdentity(
            [
                new(ClaimTypes.NameIdentifier, Guid.NewGuid().ToString("n")),
                new(BeganAt, now.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture)),
            ],
            Cookie
        );
        return context.SignInAsync(Cookie, new ClaimsPrincipal(identity));
    }

    /// <summary>Ends the session and removes its cookie.</summary>
    public static Task EndAsync(HttpContext context)
    {
        if (IdOf(context.User) is { } id)
        {
            context.RequestServices.GetRequiredService<EndedSessions>().Add(id);
        }

        return context.SignOutAsync(Cookie);
    }

    /// <summary>Whether a request has the token itself, which other sites' forms cannot send.</summary>
    public static bool IsBearer(HttpContext context) => context.User.Identity?.AuthenticationType == Bearer;

    private static void Configure(CookieAuthenticationOptions options)
    {
        options.Cookie.Name = "tooltime-operator";
        options.Cookie.Path = "/";
        options.Cookie.HttpOnly = true;
        options.Cookie.SameSite = SameSiteMode.Strict;
        options.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        options.ExpireTimeSpan = Idle;
        options.SlidingExpiration = true;
        options.Events.OnValidatePrincipal = RejectEndedAsync;
        options.Events.OnSigningIn = SecureBehindAnyProxy;
        options.Events.OnRedirectToLogin = context => ChallengeAsync(context.HttpContext);
    }

    private static Task RejectEndedAsync(CookieValidatePrincipalContext context)
    {
        var services = context.HttpContext.RequestServices;
        var age = services.GetRequiredService<TimeProvider>().GetUtcNow() - BeginningOf(context.Principal);
        if (age >= Lifetime || IdOf(context.Principal) is not { } id || services.GetRequiredService<EndedSessions>().Contains(id))
        {
            context.RejectPrincipal();
        }

        return Task.CompletedTask;
    }

    /// <summary>An untrusted proxy's header may only make the cookie stricter: forging it harms just the sender.</summary>
    private static Task SecureBehindAnyProxy(CookieSigningInContext context)
    {
        context.CookieOptions.Secure |= context.Request.Headers["X-Forwarded-Proto"] == "https";
        return Task.CompletedTask;
    }

    private static Task ChallengeAsync(HttpContext context)
    {
        context.Response.Headers.CacheControl = "no-store";
        var isPage = context.Request.Path.StartsWithSegments(Pages, StringComparison.Ordinal)
            && (HttpMethods.IsGet(context.Request.Method) || HttpMethods.IsHead(context.Request.Method));
        return (isPage ? SeeOther.To(Page) : OperatorBearer.Refuse(context)).ExecuteAsync(context);
    }

    private static string? IdOf(ClaimsPrincipal? user) => user?.FindFirstValue(ClaimTypes.NameIdentifier);

    private static DateTimeOffset BeginningOf(ClaimsPrincipal? user) =>
        long.TryParse(user?.FindFirstValue(BeganAt), CultureInfo.InvariantCulture, out var seconds)
            ? DateTimeOffset.FromUnixTimeSeconds(seconds)
            : DateTimeOffset.MinValue;
}
